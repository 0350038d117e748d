package io.slipway.apps;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.iam.SpaceRef;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.SpaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Puts together what pages show, with one query per table however many apps there are. Runs in the caller's transaction. */
@Component
class AppViews {

    static final int MAX_APPS = 1000;
    static final int MAX_HISTORY = 200;

    private final Apps apps;
    private final Processes processes;
    private final Releases releases;
    private final Deployments deployments;
    private final ReleaseCodec codec;
    private final AccessPolicy policy;

    AppViews(
            Apps apps,
            Processes processes,
            Releases releases,
            Deployments deployments,
            ReleaseCodec codec,
            AccessPolicy policy) {
        this.apps = apps;
        this.processes = processes;
        this.releases = releases;
        this.deployments = deployments;
        this.codec = codec;
        this.policy = policy;
    }

    List<AppView> ofSpaces(Collection<SpaceRef> spaces) {
        var ids = spaces.stream().map(space -> space.spaceId().value()).toList();
        return of(apps.findBySpaceIdInOrderByNameAscIdAsc(ids, Limit.of(MAX_APPS)), spaces);
    }

    AppView of(App app, SpaceRef space) {
        return of(List.of(app), List.of(space)).getFirst();
    }

    List<ReleaseView> releasesOf(App app) {
        return releases.findByAppIdOrderByNumberDesc(app.id().value(), Limit.of(MAX_HISTORY)).stream()
                .map(release -> codec.viewOf(release, release.id().equals(app.currentRelease())))
                .toList();
    }

    List<DeploymentView> deploymentsOf(App app) {
        var found = deployments.findByAppIdOrderByStartedAtDescIdDesc(app.id().value(), Limit.of(MAX_HISTORY));
        var numbers = numbersOf(found);
        return found.stream().map(deployment -> viewOf(deployment, numbers)).toList();
    }

    Optional<DeploymentView> newestDeploymentOf(App app) {
        var found = deployments.findByAppIdOrderByStartedAtDescIdDesc(app.id().value(), Limit.of(1));
        var numbers = numbersOf(found);
        return found.stream().findFirst().map(deployment -> viewOf(deployment, numbers));
    }

    private List<AppView> of(List<App> found, Collection<SpaceRef> spaces) {
        var parts = partsOf(found, spaces);
        return found.stream().map(app -> viewOf(app, parts)).toList();
    }

    /** What several apps need beside their own rows, by app or by space. */
    private record Parts(
            Map<SpaceId, SpaceRef> spaces,
            Map<SpaceId, Set<Permission>> allowed,
            Map<UUID, List<Process>> processes,
            Map<UUID, Release> releases,
            Map<UUID, Deployment> deployments,
            Map<UUID, Integer> numbers) {}

    private Parts partsOf(List<App> found, Collection<SpaceRef> spaces) {
        var ids = found.stream().map(app -> app.id().value()).toList();
        var current = found.stream().map(app -> app.currentRelease().value()).toList();
        var newest = deployments.findNewest(ids);
        return new Parts(
                byKey(spaces, SpaceRef::spaceId),
                found.stream().map(App::spaceId).distinct().collect(toMap(Function.identity(), policy::allowedIn)),
                processes.findByAppIdIn(ids).stream()
                        .collect(groupingBy(process -> process.appId().value())),
                byKey(releases.findByIdIn(current), release -> release.appId().value()),
                byKey(newest, deployment -> deployment.appId().value()),
                numbersOf(newest));
    }

    private AppView viewOf(App app, Parts parts) {
        var id = app.id().value();
        var space = require(parts.spaces().get(app.spaceId()));
        var release = codec.viewOf(require(parts.releases().get(id)), true);
        var deployment = parts.deployments().get(id);
        return new AppView(
                app.id(),
                new AppPath(space.path(), app.name()),
                app.spaceId(),
                app.organizationId(),
                processesOf(release, require(parts.processes().get(id))),
                app.isStarted(),
                release,
                app.staged().isPresent(),
                deployment == null ? null : viewOf(deployment, parts.numbers()),
                app.isDeleting(),
                app.createdAt(),
                require(parts.allowed().get(app.spaceId())),
                app.labels());
    }

    private static List<ProcessView> processesOf(ReleaseView release, List<Process> rows) {
        var byType = byKey(rows, Process::type);
        return release.settings().processes().entrySet().stream()
                .map(entry -> {
                    var row = require(byType.get(entry.getKey()));
                    return new ProcessView(row.id(), row.type(), row.instances(), entry.getValue());
                })
                .toList();
    }

    private static DeploymentView viewOf(Deployment deployment, Map<UUID, Integer> numbers) {
        int before = deployment
                .previous()
                .map(id -> numbers.getOrDefault(id.value(), 0))
                .orElse(0);
        return deployment.toView(numbers.getOrDefault(deployment.release().value(), 0), before);
    }

    private Map<UUID, Integer> numbersOf(List<Deployment> of) {
        var ids = of.stream()
                .flatMap(deployment -> Stream.concat(Stream.of(deployment.release()), deployment.previous().stream()))
                .map(id -> id.value())
                .distinct()
                .toList();
        return releases.findNumbers(ids).stream().collect(toMap(Releases.Number::id, Releases.Number::number));
    }

    /** Later ones win, so that the newest of two deployments of the same moment is shown. */
    private static <K, V> Map<K, V> byKey(Collection<V> values, Function<V, K> key) {
        return values.stream().collect(toMap(key, Function.identity(), (first, second) -> second));
    }

    private static <T> T require(@org.jspecify.annotations.Nullable T part) {
        return Optional.ofNullable(part)
                .orElseThrow(() -> new PlatformException.Conflict(
                        "changed-meanwhile", "The app changed meanwhile. Load it again."));
    }
}
