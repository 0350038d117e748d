package io.slipway.api;

import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.images.ImageInspection;
import io.slipway.images.ImageInspector;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Selector;
import io.slipway.placement.DrainMove;
import io.slipway.placement.DrainPlan;
import io.slipway.placement.DrainService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What does not belong to one app: hosts, images, the caller. */
@RestController
@Tag(name = "Platform")
class PlatformController {

    /**
     * How far the drain of a host is.
     *
     * @param state DRAINING, PAUSED or DRAINED
     * @param total instances when it was ordered
     * @param moved how many of them are gone
     * @param moving how many are on the move
     * @param toMove how many can move and have not begun
     * @param blocked how many stay because nothing fits
     */
    record HostDrainAnswer(
            String state,
            @Nullable Instant since,
            @Nullable String by,
            int total,
            int moved,
            int moving,
            int toMove,
            int blocked) {

        static HostDrainAnswer of(DrainPlan plan) {
            var drain = plan.drain();
            return new HostDrainAnswer(
                    plan.stage().name(),
                    drain == null ? null : drain.since(),
                    drain == null ? null : drain.by(),
                    plan.total(),
                    plan.moved(),
                    plan.count(DrainMove.Kind.MOVING),
                    plan.count(DrainMove.Kind.MOVES),
                    plan.count(DrainMove.Kind.BLOCKED));
        }
    }

    /**
     * A host.
     *
     * @param problem what keeps new instances off; null when well
     * @param notice what it cannot do though it is well; null when there is nothing to say
     * @param drain how far its drain is; null when it is not being drained
     */
    record HostAnswer(
            UUID id,
            String name,
            String state,
            String address,
            int routerPort,
            String subnet,
            int cpuMillis,
            long memoryMib,
            boolean cordoned,
            @Nullable String problem,
            @Nullable String notice,
            String agentVersion,
            String engineVersion,
            int warmSandboxes,
            Instant joinedAt,
            @Nullable Instant lastHeartbeat,
            Map<String, String> labels,
            long reservedMemoryMib,
            @Nullable HostDrainAnswer drain) {

        static HostAnswer of(HostView host, @Nullable DrainPlan drain) {
            return new HostAnswer(
                    host.id().value(),
                    host.name(),
                    host.state().name(),
                    host.address(),
                    host.routerPort(),
                    host.subnet(),
                    host.cpu().millis(),
                    host.memory().toMebibytes(),
                    host.cordoned(),
                    host.problem(),
                    host.notice(),
                    host.agentVersion(),
                    host.engineVersion(),
                    host.warmSandboxes(),
                    host.joinedAt(),
                    host.lastHeartbeat(),
                    host.labels().values(),
                    host.reservedMemory().toMebibytes(),
                    drain == null ? null : HostDrainAnswer.of(drain));
        }
    }

    /** What a host's engine says of an image. */
    record ImageAnswer(
            String reference,
            String imageId,
            String digest,
            List<Integer> exposedPorts,
            String user,
            boolean hasHealthCheck,
            List<String> volumes,
            long sizeMib,
            String architecture,
            List<String> command) {

        static ImageAnswer of(ImageInspection image) {
            return new ImageAnswer(
                    image.reference(),
                    image.imageId(),
                    image.digest(),
                    image.exposedPorts(),
                    image.user(),
                    image.hasHealthCheck(),
                    image.volumes(),
                    image.size().toMebibytes(),
                    image.architecture(),
                    image.command());
        }
    }

    /** The caller and what he may do. */
    record MeAnswer(String type, String id, String name, List<String> allowedOnPlatform, List<SpaceAnswer> spaces) {}

    /** A space that the caller may read. */
    record SpaceAnswer(String organization, String space, List<String> allowed) {}

    private final HostService hosts;
    private final DrainService drains;
    private final ImageInspector images;
    private final AccessPolicy access;
    private final CurrentUser user;

    PlatformController(
            HostService hosts, DrainService drains, ImageInspector images, AccessPolicy access, CurrentUser user) {
        this.hosts = hosts;
        this.drains = drains;
        this.images = images;
        this.access = access;
        this.user = user;
    }

    @Operation(summary = "List hosts, or those whose labels a selector chooses: disk=ssd, zone in (a, b), !gpu")
    @GetMapping(ApiPaths.V1 + "/hosts")
    List<HostAnswer> hosts(@RequestParam(defaultValue = "") String selector) {
        var chosen = Selector.parse(selector, "selector");
        var drains = this.drains.underWay().stream().collect(Collectors.toMap(DrainPlan::host, Function.identity()));
        return hosts.list().stream()
                .filter(host -> chosen.matches(host.labels()))
                .map(host -> HostAnswer.of(host, drains.get(host.name())))
                .toList();
    }

    @Operation(summary = "Look at an image; a host pulls it first when none has it")
    @GetMapping(ApiPaths.V1 + "/images/inspect")
    ImageAnswer inspect(@RequestParam String reference) {
        requireDeveloper();
        return ImageAnswer.of(images.inspect(reference));
    }

    @Operation(summary = "Tell who the caller is and what he may do")
    @GetMapping(ApiPaths.V1 + "/me")
    MeAnswer me() {
        var actor = user.actor();
        var spaces = access.readableSpaces().stream()
                .map(space -> new SpaceAnswer(
                        space.path().organization(), space.path().space(), names(access.allowedIn(space.spaceId()))))
                .toList();
        return new MeAnswer(actor.type().name(), actor.id(), actor.name(), names(access.allowedOnPlatform()), spaces);
    }

    /** An inspection makes a host pull what the caller names, so it takes somebody who may deploy. */
    private void requireDeveloper() {
        boolean develops = access.readableSpaces().stream()
                .anyMatch(space -> access.allowedIn(space.spaceId()).contains(Permission.SPACE_DEVELOP));
        if (!develops) {
            throw new PlatformException.Forbidden("Looking at images needs the developer role in a space.");
        }
    }

    private static List<String> names(Collection<Permission> permissions) {
        return permissions.stream().map(Enum::name).sorted().toList();
    }
}
