package io.slipway.agent.dns;

import io.slipway.kernel.Cidr;
import io.slipway.kernel.ProcessType;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.NamedApp;
import io.slipway.protocol.NamedInstance;
import io.slipway.protocol.NamedSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names below {@code internal} as one instance sees them. {@code shop} is an app of its own space; {@code shop.billing} and
 * {@code shop.billing.acme} are those of another space, of its own organization or of any, that a network policy lets it reach; a number
 * before any of them is one instance of it. Each of them is the app's web process; {@code worker.shop} and
 * {@code worker.shop.billing.acme} are another process of it. Decides only.
 *
 * @param table what the server said last
 * @param residents who lives on this host, by address; right however old the table is
 * @param own addresses of this host's instances
 */
public record NameZone(NameTable table, Map<String, Resident> residents, Cidr own) {

    /** The zone of a host that knows nobody. */
    public static final NameZone EMPTY =
            new NameZone(NameTable.getDefaultInstance(), Map.of(), Cidr.of("255.255.255.255/32"));

    public NameZone {
        residents = Map.copyOf(residents);
    }

    enum Verdict {
        /** The name exists, perhaps without an address at present. */
        FOUND,
        /** There is no such name for this asker. */
        ABSENT,
        /** The server has not said yet what the asker may know. */
        NOT_YET
    }

    record Lookup(Verdict verdict, List<String> addresses) {

        private static final Lookup ABSENT = new Lookup(Verdict.ABSENT, List.of());
        private static final Lookup NOT_YET = new Lookup(Verdict.NOT_YET, List.of());
    }

    /** Whether an instance of this host has this address; nobody else is answered. */
    boolean isResident(String address) {
        return residents.containsKey(address);
    }

    /** @param labels of the name in lower case, without {@code internal} */
    Lookup lookup(String asker, List<String> labels) {
        var resident = residents.get(asker);
        var home = resident == null ? Optional.<NamedSpace>empty() : space(resident.spaceId());
        if (resident == null || home.isEmpty()) {
            return Lookup.NOT_YET;
        }
        boolean numbered = labels.size() > 1 && labels.getFirst().matches("\\d{1,6}");
        var name = numbered ? labels.subList(1, labels.size()) : labels;
        var index = numbered ? Optional.of(Integer.valueOf(labels.getFirst())) : Optional.<Integer>empty();
        return target(resident, home.get(), name)
                .map(target -> lookup(target, index))
                .orElse(Lookup.ABSENT);
    }

    /** Who is meant by a name. */
    private record Target(NamedApp app, String process) {

        boolean has(NamedInstance instance) {
            return processOf(instance).equals(process);
        }
    }

    private static String processOf(NamedInstance instance) {
        return instance.getProcessType().isEmpty() ? ProcessType.WEB : instance.getProcessType();
    }

    private Lookup lookup(Target target, Optional<Integer> index) {
        var there = target.app().getInstancesList().stream()
                .filter(target::has)
                .filter(instance -> index.isEmpty() || index.get() == instance.getIndex())
                .toList();
        if (there.isEmpty() && index.isPresent()) {
            return Lookup.ABSENT;
        }
        return new Lookup(
                Verdict.FOUND,
                there.stream()
                        .filter(instance -> isAlive(target.app(), instance))
                        .map(NamedInstance::getAddress)
                        .distinct()
                        .toList());
    }

    /** Two words may be an app of another space or a process of an own app; what was there first is meant. */
    private Optional<Target> target(Resident asker, NamedSpace home, List<String> name) {
        return app(asker, home, name)
                .map(app -> new Target(app, ProcessType.WEB))
                .or(() -> process(asker, home, name));
    }

    private Optional<Target> process(Resident asker, NamedSpace home, List<String> name) {
        var rest = name.subList(Math.min(1, name.size()), name.size());
        return rest.size() == 1 || rest.size() == 3
                ? app(asker, home, rest)
                        .map(app -> new Target(app, name.getFirst()))
                        .filter(target ->
                                target.app().getInstancesList().stream().anyMatch(target::has))
                : Optional.empty();
    }

    private Optional<NamedApp> app(Resident asker, NamedSpace home, List<String> name) {
        var spaces = switch (name.size()) {
            case 1 -> Stream.of(home);
            case 2 -> spaces(home.getOrganizationName(), name.get(1));
            case 3 -> spaces(name.get(2), name.get(1));
            default -> Stream.<NamedSpace>empty();
        };
        return spaces.flatMap(space -> space.getAppsList().stream()
                        .filter(app -> app.getAppName().equals(name.getFirst()))
                        .filter(app -> space.getSpaceId().equals(home.getSpaceId()) || mayReach(asker, app)))
                .findFirst();
    }

    private Stream<NamedSpace> spaces(String organization, String name) {
        return table.getSpacesList().stream()
                .filter(space -> space.getSpaceName().equals(name)
                        && space.getOrganizationName().equals(organization));
    }

    private Optional<NamedSpace> space(String id) {
        return table.getSpacesList().stream()
                .filter(space -> space.getSpaceId().equals(id))
                .findFirst();
    }

    private boolean mayReach(Resident asker, NamedApp app) {
        return table.getConnectionsList().stream()
                .anyMatch(allowed -> allowed.getSourceAppId().equals(asker.appId())
                        && allowed.getDestinationAppId().equals(app.getAppId()));
    }

    /** Who has ended on this host is known here first, and who has its address now. */
    private boolean isAlive(NamedApp app, NamedInstance instance) {
        boolean answers = instance.getProcessType().isEmpty() ? instance.getAnswers() : instance.getAnswersForProcess();
        if (!answers || !Ipv4.isLiteral(instance.getAddress())) {
            return false;
        }
        if (!own.contains(instance.getAddress())) {
            return true;
        }
        var resident = residents.get(instance.getAddress());
        return resident != null && resident.appId().equals(app.getAppId());
    }
}
