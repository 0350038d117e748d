package io.slipway.dispatcher;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.slipway.apps.AppRegister;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.SpaceId;
import io.slipway.protocol.AllowedConnection;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.NamedApp;
import io.slipway.protocol.NamedInstance;
import io.slipway.protocol.NamedSpace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each host's instances may know of others. Each space is made once and shared by the tables of all hosts; it and its
 * apps go on being the same objects until they change, so that comparing tables costs little. Decides only.
 */
final class NameTables {

    private static final Comparator<InstanceRecord> BY_NAME = Comparator.comparing(InstanceRecord::name)
            .thenComparingInt(InstanceRecord::incarnation)
            .thenComparing(instance -> instance.id().toString());

    private final NameFacts facts;
    private final Map<SpaceId, NamedSpace> spaces;
    private final Map<AppId, SpaceId> homes;
    private final Map<HostId, Set<AppId>> appsOn;

    private NameTables(NameFacts facts, Map<SpaceId, NamedSpace> spaces) {
        this.facts = facts;
        this.spaces = spaces;
        this.homes = facts.apps().stream().collect(toMap(AppRegister.Entry::id, AppRegister.Entry::spaceId));
        this.appsOn = facts.placed().stream()
                .filter(instance -> instance.hostId() != null)
                .collect(groupingBy(InstanceRecord::hostId, mapping(InstanceRecord::appId, toSet())));
    }

    static NameTables of(NameFacts facts) {
        return new NameTables(facts, spaces(facts, Map.of()));
    }

    /** The tables of a later moment. */
    NameTables then(NameFacts later) {
        return new NameTables(later, spaces(later, spaces));
    }

    private static Map<SpaceId, NamedSpace> spaces(NameFacts facts, Map<SpaceId, NamedSpace> before) {
        var instances = facts.placed().stream()
                .filter(instance ->
                        instance.address() != null && !instance.address().isEmpty())
                .collect(groupingBy(InstanceRecord::appId));
        var made = new HashMap<SpaceId, NamedSpace>();
        facts.apps().stream().collect(groupingBy(AppRegister.Entry::spaceId)).forEach((id, apps) -> {
            var ref = facts.names().apply(id);
            var old = before.get(id);
            var oldApps = old == null
                    ? Map.<String, NamedApp>of()
                    : old.getAppsList().stream().collect(toMap(NamedApp::getAppId, app -> app));
            var space = NamedSpace.newBuilder()
                    .setSpaceId(id.toString())
                    .setSpaceName(ref.path().space())
                    .setOrganizationName(ref.path().organization())
                    .addAllApps(apps.stream()
                            .map(app -> app(app, instances.getOrDefault(app.id(), List.of()), facts.silent()))
                            .map(app -> Objects.equals(app, oldApps.get(app.getAppId()))
                                    ? oldApps.getOrDefault(app.getAppId(), app)
                                    : app)
                            .toList())
                    .build();
            made.put(id, old != null && old.equals(space) ? old : space);
        });
        return made;
    }

    private static NamedApp app(AppRegister.Entry app, List<InstanceRecord> all, Set<HostId> silent) {
        var answering = all.stream().collect(groupingBy(InstanceRecord::processType)).values().stream()
                .flatMap(process -> answering(process, silent).stream())
                .collect(toSet());
        return NamedApp.newBuilder()
                .setAppId(app.id().toString())
                .setAppName(app.name())
                .addAllInstances(all.stream()
                        .sorted(BY_NAME)
                        .map(instance -> named(instance, answering.contains(instance)))
                        .toList())
                .build();
    }

    /** Agents of before know no processes: what is not of the web process must not answer for the app. */
    private static NamedInstance named(InstanceRecord instance, boolean answers) {
        var named =
                NamedInstance.newBuilder().setIndex(instance.index()).setAddress(String.valueOf(instance.address()));
        return instance.processType().equals(ProcessType.WEB)
                ? named.setAnswers(answers).build()
                : named.setProcessType(instance.processType())
                        .setAnswersForProcess(answers)
                        .build();
    }

    /**
     * Those of a process that take traffic; where some have a port, only they. Instances of hosts that are not heard count only where there are no
     * others, as in the routers' table.
     */
    private static List<InstanceRecord> answering(List<InstanceRecord> all, Set<HostId> silent) {
        var well = all.stream()
                .filter(instance -> instance.routable() && instance.desired() == DesiredState.RUNNING)
                .toList();
        var serving = someOrAll(well, well.stream().filter(instance -> instance.port() > 0));
        return someOrAll(
                serving,
                serving.stream().filter(instance -> instance.hostId() != null && !silent.contains(instance.hostId())));
    }

    private static List<InstanceRecord> someOrAll(List<InstanceRecord> all, Stream<InstanceRecord> some) {
        var found = some.toList();
        return found.isEmpty() ? all : found;
    }

    /** The table of one host. */
    NameTable of(HostId host) {
        var here = appsOn.getOrDefault(host, Set.of());
        var known = here.stream().filter(homes::containsKey).map(homes::get).collect(toSet());
        var policies = facts.policies().stream()
                .filter(allowed -> here.contains(AppId.of(allowed.getSourceAppId()))
                        || here.contains(AppId.of(allowed.getDestinationAppId())))
                .toList();
        return NameTable.newBuilder()
                .setEpoch(facts.epoch())
                .addAllSpaces(sorted(known.stream().map(spaces::get).filter(Objects::nonNull)))
                .addAllSpaces(sorted(strangers(policies, known)))
                .addAllConnections(policies)
                .build();
    }

    private static List<NamedSpace> sorted(Stream<NamedSpace> some) {
        return some.sorted((one, other) -> one.getSpaceId().compareTo(other.getSpaceId()))
                .toList();
    }

    /** Of other spaces only the apps that a policy names. */
    private Stream<NamedSpace> strangers(List<AllowedConnection> policies, Set<SpaceId> known) {
        var named = new TreeMap<String, Set<String>>();
        policies.stream()
                .flatMap(allowed -> Stream.of(allowed.getSourceAppId(), allowed.getDestinationAppId()))
                .forEach(app -> {
                    var space = homes.get(AppId.of(app));
                    if (space != null && !known.contains(space)) {
                        named.computeIfAbsent(space.toString(), id -> new HashSet<>())
                                .add(app);
                    }
                });
        return named.entrySet().stream()
                .flatMap(entry -> Stream.ofNullable(spaces.get(SpaceId.of(entry.getKey())))
                        .map(space -> part(space, entry.getValue())));
    }

    private static NamedSpace part(NamedSpace space, Set<String> apps) {
        return space.toBuilder()
                .clearApps()
                .addAllApps(space.getAppsList().stream()
                        .filter(app -> apps.contains(app.getAppId()))
                        .toList())
                .build();
    }
}
