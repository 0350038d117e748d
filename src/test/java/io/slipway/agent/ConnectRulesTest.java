package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.agent.dns.Resident;
import io.slipway.kernel.Cidr;
import io.slipway.protocol.AllowedConnection;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.NamedApp;
import io.slipway.protocol.NamedInstance;
import io.slipway.protocol.NamedSpace;
import io.slipway.protocol.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One host, 10.1.0.0/24; apps and spaces are called by their ids. */
class ConnectRulesTest {

    private static final Cidr OWN = Cidr.of("10.1.0.0/24");

    private final Map<String, Resident> residents = new LinkedHashMap<>();
    private final NameTable.Builder table = NameTable.newBuilder();

    @Test
    void instancesOfOneSpaceMayConnectToEachOtherOnAllHosts() {
        live("10.1.0.5", "red", "shop");
        live("10.1.0.6", "red", "web");
        elsewhere("red", "shop", "10.2.0.7");

        assertThat(allows("10.1.0.5", "10.1.0.6")).isTrue();
        assertThat(allows("10.1.0.5", "10.2.0.7")).isTrue();
        assertThat(allows("10.2.0.7", "10.1.0.6")).isTrue();
    }

    @Test
    void instancesOfOtherSpacesMayNot() {
        live("10.1.0.5", "red", "shop");
        live("10.1.0.6", "blue", "pay");
        elsewhere("blue", "pay", "10.2.0.7");

        assertThat(allows("10.1.0.5", "10.1.0.6")).isFalse();
        assertThat(allows("10.1.0.6", "10.1.0.5")).isFalse();
        assertThat(allows("10.1.0.5", "10.2.0.7")).isFalse();
        assertThat(allows("10.1.0.6", "10.2.0.7")).isTrue();
    }

    @Test
    void nobodyUnknownMayConnectAnywhere() {
        live("10.1.0.5", "red", "shop");

        assertThat(allows("10.1.0.9", "10.1.0.5")).isFalse();
        assertThat(allows("10.2.0.9", "10.1.0.5")).isFalse();
        assertThat(allows("10.1.0.5", "192.0.2.1")).isFalse();
        assertThat(ConnectRules.of("br", NameTable.getDefaultInstance(), Map.of(), OWN)
                        .rules())
                .isEmpty();
    }

    @Test
    void whoseAnAddressOfThisHostIsTheServerCannotSay() {
        live("10.1.0.5", "red", "shop");
        live("10.1.0.6", "blue", "pay");
        elsewhere("red", "web", "10.1.0.6");
        elsewhere("red", "web", "10.1.0.7");

        assertThat(allows("10.1.0.5", "10.1.0.6")).isFalse();
        assertThat(allows("10.1.0.5", "10.1.0.7")).isFalse();
    }

    @Test
    void anAddressThatTwoAppsClaimIsNobodys() {
        live("10.1.0.5", "red", "shop");
        elsewhere("red", "web", "10.2.0.7");
        elsewhere("blue", "pay", "10.2.0.7");

        assertThat(allows("10.1.0.5", "10.2.0.7")).isFalse();
    }

    @Test
    void aPolicyAllowsWhatItNamesAndNothingElse() {
        live("10.1.0.5", "red", "shop");
        live("10.1.0.6", "red", "web");
        elsewhere("blue", "pay", "10.2.0.7");
        elsewhere("blue", "log", "10.2.0.8");
        table.addConnections(policy("shop", "pay").setFirstPort(8080).setLastPort(8090));

        assertThat(allows("10.1.0.5", "10.2.0.7")).isTrue();
        assertThat(ruleFor("10.1.0.5", "10.2.0.7")).contains("-p tcp -m tcp --dport 8080:8090 ");
        assertThat(allows("10.1.0.6", "10.2.0.7")).isFalse();
        assertThat(allows("10.1.0.5", "10.2.0.8")).isFalse();
        assertThat(allows("10.2.0.7", "10.1.0.5")).isFalse();
    }

    @Test
    void aPolicyThatMakesNoSenseOrConcernsNobodyHereMakesNoRule() {
        live("10.1.0.5", "red", "shop");
        table.addConnections(policy("shop", "pay").setFirstPort(90).setLastPort(80))
                .addConnections(policy("shop", "pay"))
                .addConnections(policy("shop", "pay").setFirstPort(1).setLastPort(70_000))
                .addConnections(policy("x", "y").setFirstPort(1).setLastPort(2));

        assertThat(rules().rules()).hasSize(1);
    }

    @Test
    void theOrderOfWhatIsKnownMakesNoDifference() {
        for (int i = 0; i < 20; i++) {
            live("10.1.0." + (10 + i), "space-" + i % 5, "app-" + i % 7);
            elsewhere("space-" + i % 6, "app-" + i, "10.2.0." + (10 + i));
        }
        var random = new Random(4);
        var first = rules();

        for (int round = 0; round < 20; round++) {
            var entries = new ArrayList<>(residents.entrySet());
            Collections.shuffle(entries, random);
            residents.clear();
            entries.forEach(entry -> residents.put(entry.getKey(), entry.getValue()));
            var spaces = new ArrayList<>(table.getSpacesList());
            Collections.shuffle(spaces, random);
            table.clearSpaces().addAllSpaces(spaces);

            assertThat(rules()).isEqualTo(first);
        }
    }

    @Test
    void namesOfSetsFitTheKernelAndTellInstallationsApart() {
        live("10.1.0.5", "red", "shop");

        var one = ConnectRules.of("abcdefghijklmno", table.build(), residents, OWN)
                .sets()
                .keySet();
        var two = ConnectRules.of("other", table.build(), residents, OWN).sets().keySet();

        assertThat(one).allMatch(name -> name.length() <= 31).doesNotContainAnyElementsOf(two);
    }

    private ConnectRules rules() {
        return ConnectRules.of("br", table.build(), residents, OWN);
    }

    private boolean allows(String source, String destination) {
        return !ruleFor(source, destination).isEmpty();
    }

    /** What the kernel would do with the rules. */
    private String ruleFor(String source, String destination) {
        var made = rules();
        return made.rules().stream()
                .filter(rule -> {
                    var words = List.of(rule.split(" "));
                    var from = words.get(words.indexOf("src") - 1);
                    var to = words.get(words.indexOf("dst") - 1);
                    return made.sets().get(from).contains(source)
                            && made.sets().get(to).contains(destination);
                })
                .findFirst()
                .orElse("");
    }

    private void live(String address, String space, String app) {
        residents.put(address, new Resident("instance at " + address, space, app));
    }

    private void elsewhere(String space, String app, String address) {
        table.addSpaces(NamedSpace.newBuilder()
                .setSpaceId(space)
                .addApps(NamedApp.newBuilder()
                        .setAppId(app)
                        .addInstances(NamedInstance.newBuilder().setAddress(address))));
    }

    private static AllowedConnection.Builder policy(String source, String destination) {
        return AllowedConnection.newBuilder()
                .setSourceAppId(source)
                .setDestinationAppId(destination)
                .setTransport(Transport.TCP);
    }
}
