package io.slipway.agent.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.agent.dns.NameZone.Verdict;
import io.slipway.kernel.Cidr;
import io.slipway.protocol.AllowedConnection;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.NamedApp;
import io.slipway.protocol.NamedInstance;
import io.slipway.protocol.NamedSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One host, 10.1.0.0/24, with an instance of {@code web} in the space {@code acme/main}. */
class NameZoneTest {

    private static final String WEB = "10.1.0.5";
    private static final Cidr OWN = Cidr.of("10.1.0.0/24");

    private final NameTable.Builder table = NameTable.newBuilder()
            .addSpaces(space("main", "acme")
                    .addApps(app("web").addInstances(instance(0, WEB, true)))
                    .addApps(app("shop")
                            .addInstances(instance(0, "10.2.0.7", true))
                            .addInstances(instance(1, "10.3.0.8", true))
                            .addInstances(instance(2, "10.3.0.9", false)))
                    .addApps(app("stopped")));

    private Map<String, Resident> residents = Map.of(WEB, new Resident("i", "acme/main", "web"));

    @Test
    void findsAllHealthyInstancesOfAnAppOfItsSpaceOnAllHosts() {
        assertThat(addresses("shop")).containsExactly("10.2.0.7", "10.3.0.8");
        assertThat(addresses("shop", "main")).containsExactly("10.2.0.7", "10.3.0.8");
        assertThat(addresses("shop", "main", "acme")).hasSize(2);
    }

    @Test
    void findsOneInstanceByItsNumber() {
        assertThat(addresses("1", "shop")).containsExactly("10.3.0.8");
        assertThat(addresses("2", "shop")).isEmpty();
        assertThat(verdict("3", "shop")).isEqualTo(Verdict.ABSENT);
        assertThat(verdict("99999999999", "shop")).isEqualTo(Verdict.ABSENT);
    }

    @Test
    void findsAnotherProcessByItsNameBeforeThatOfItsApp() {
        table.getSpacesBuilder(0)
                .addApps(app("mill")
                        .addInstances(instance(0, "10.2.0.1", true))
                        .addInstances(worker(0, "10.2.0.2", true))
                        .addInstances(worker(1, "10.2.0.3", false)));

        assertThat(addresses("mill")).containsExactly("10.2.0.1");
        assertThat(addresses("0", "mill")).containsExactly("10.2.0.1");
        assertThat(addresses("web", "mill")).containsExactly("10.2.0.1");
        assertThat(addresses("worker", "mill")).containsExactly("10.2.0.2");
        assertThat(addresses("0", "worker", "mill")).containsExactly("10.2.0.2");
        assertThat(addresses("worker", "mill", "main", "acme")).containsExactly("10.2.0.2");
        assertThat(verdict("1", "worker", "mill")).isEqualTo(Verdict.FOUND);
        assertThat(verdict("1", "mill")).isEqualTo(Verdict.ABSENT);
        assertThat(verdict("clock", "mill")).isEqualTo(Verdict.ABSENT);
    }

    @Test
    void anAppWithoutHealthyInstancesExistsWithoutAnAddress() {
        assertThat(verdict("stopped")).isEqualTo(Verdict.FOUND);
        assertThat(addresses("stopped")).isEmpty();
    }

    @Test
    void namesThatNobodyHasAreAbsent() {
        for (var name : List.of(
                List.of("nobody"),
                List.<String>of(),
                List.of(""),
                List.of("0"),
                List.of("shop", "other"),
                List.of("shop", "main", "other"),
                List.of("shop", "main", "acme", "more"))) {
            assertThat(zone().lookup(WEB, name).verdict()).as("%s", name).isEqualTo(Verdict.ABSENT);
        }
    }

    @Test
    void appsOfAnotherSpaceAreFoundOnlyWhereAPolicyLeadsThere() {
        table.addSpaces(space("billing", "acme").addApps(app("pay").addInstances(instance(0, "10.4.0.1", true))))
                .addSpaces(space("ledger", "bank").addApps(app("book").addInstances(instance(0, "10.4.0.2", true))));
        assertThat(verdict("pay", "billing")).isEqualTo(Verdict.ABSENT);

        table.addConnections(allowed("web", "pay")).addConnections(allowed("web", "book"));

        assertThat(addresses("pay", "billing")).containsExactly("10.4.0.1");
        assertThat(addresses("0", "pay", "billing")).containsExactly("10.4.0.1");
        assertThat(addresses("book", "ledger", "bank")).containsExactly("10.4.0.2");
        assertThat(verdict("book", "ledger")).isEqualTo(Verdict.ABSENT);
        assertThat(verdict("pay")).isEqualTo(Verdict.ABSENT);
    }

    @Test
    void aPolicyLeadsOneWayOnly() {
        table.addSpaces(space("billing", "acme").addApps(app("pay").addInstances(instance(0, "10.4.0.1", true))))
                .addConnections(allowed("pay", "web"));

        assertThat(verdict("pay", "billing")).isEqualTo(Verdict.ABSENT);
    }

    @Test
    void whatHasEndedOnThisHostIsNotAnsweredThoughTheServerHasNotSaidSo() {
        residents = Map.of("10.1.0.6", new Resident("j", "acme/main", "shop"));

        assertThat(zone().lookup("10.1.0.6", List.of("web")).addresses()).isEmpty();
    }

    @Test
    void anAddressThatSomebodyElseHasNowIsNotAnswered() {
        residents = Map.of(WEB, new Resident("j", "acme/main", "shop"));

        assertThat(zone().lookup(WEB, List.of("web")).addresses()).isEmpty();
    }

    @Test
    void whoseSpaceIsNotKnownYetIsToldToComeAgain() {
        residents = Map.of(WEB, new Resident("i", "acme/unheard", "web"));

        assertThat(verdict("shop")).isEqualTo(Verdict.NOT_YET);
    }

    @Test
    void whatIsNoAddressIsNotAnswered() {
        table.getSpacesBuilder(0).getAppsBuilder(1).addInstances(instance(3, "10.2.0.7; drop", true));

        assertThat(addresses("shop")).hasSize(2);
    }

    private NameZone zone() {
        return new NameZone(table.build(), residents, OWN);
    }

    private List<String> addresses(String... labels) {
        return zone().lookup(WEB, List.of(labels)).addresses();
    }

    private Verdict verdict(String... labels) {
        return zone().lookup(WEB, List.of(labels)).verdict();
    }

    private static NamedSpace.Builder space(String name, String organization) {
        return NamedSpace.newBuilder()
                .setSpaceId(organization + "/" + name)
                .setSpaceName(name)
                .setOrganizationName(organization);
    }

    private static NamedApp.Builder app(String name) {
        return NamedApp.newBuilder().setAppId(name).setAppName(name);
    }

    private static NamedInstance instance(int index, String address, boolean answers) {
        return NamedInstance.newBuilder()
                .setIndex(index)
                .setAddress(address)
                .setAnswers(answers)
                .build();
    }

    private static NamedInstance worker(int index, String address, boolean answers) {
        return NamedInstance.newBuilder()
                .setIndex(index)
                .setAddress(address)
                .setProcessType("worker")
                .setAnswersForProcess(answers)
                .build();
    }

    private static AllowedConnection allowed(String source, String destination) {
        return AllowedConnection.newBuilder()
                .setSourceAppId(source)
                .setDestinationAppId(destination)
                .setFirstPort(80)
                .setLastPort(80)
                .build();
    }
}
