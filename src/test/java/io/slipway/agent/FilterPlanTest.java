package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cidr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterPlanTest {

    private static final FilterPlan.Chains CHAINS = FilterPlan.Chains.of("br0", "BR");
    private static final String REFUSED = " -j REJECT --reject-with icmp-port-unreachable";

    private final FilterPlan plan = new FilterPlan(
            Cidr.of("10.1.0.0/24"),
            List.of("192.0.2.1:9443", "192.0.2.1:9443 -j ACCEPT"),
            List.of(new Peer(Cidr.of("10.2.0.0/24"), "192.0.2.12", "eth0")),
            List.of("192.0.2.53"));

    @Test
    void instancesReachEachOtherOnlyThroughTheChainThatKnowsWhoMay() {
        assertThat(plan.filters(CHAINS))
                .containsSubsequence(
                        "-A BR-FORWARD -i br0 -o br0 -j BR-CONNECT",
                        "-A BR-FORWARD -i br0 -o br0" + REFUSED,
                        "-A BR-FORWARD -i br0 -d 10.2.0.0/24 -j BR-CONNECT",
                        "-A BR-FORWARD -i br0 -d 10.2.0.0/24" + REFUSED,
                        "-A BR-FORWARD -s 10.2.0.0/24 -i eth0 -o br0 -j BR-CONNECT",
                        "-A BR-FORWARD -s 10.2.0.0/24 -i eth0 -o br0 -j DROP",
                        "-A BR-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN");
    }

    @Test
    void namesAreAskedForAtTheBridgeAndNothingElseIsReachedOnTheHost() {
        assertThat(plan.filters(CHAINS))
                .containsSubsequence(
                        "-A BR-INPUT ! -i br0 -j RETURN",
                        "-A BR-INPUT -d 10.1.0.1/32 -p udp -m udp --dport 53 -j ACCEPT",
                        "-A BR-INPUT -d 10.1.0.1/32 -p tcp -m tcp --dport 53 -j ACCEPT",
                        "-A BR-INPUT -j REJECT --reject-with icmp-port-unreachable");
    }

    @Test
    void otherResolversNeverHearOfNamesThatOnlyThisHostKnows() {
        var drop =
                " -p udp -m udp --dport 53 -m string --hex-string \"|08696e7465726e616c00|\" --algo bm --icase -j DROP";

        assertThat(plan.filters(CHAINS))
                .containsSubsequence(
                        "-A BR-FORWARD -i br0" + drop,
                        "-A BR-FORWARD -i br0 -d 192.0.2.53/32 -p udp -m udp --dport 53 -j RETURN",
                        "-A BR-INPUT -d 10.1.0.1/32 -p udp -m udp --dport 53 -j ACCEPT",
                        "-A BR-INPUT" + drop,
                        "-A BR-INPUT -d 192.0.2.53/32 -p udp -m udp --dport 53 -j ACCEPT");
        assertThat(plan.withoutResolvers().filters(CHAINS))
                .noneMatch(rule -> rule.contains("string") || rule.contains("192.0.2.53"));
    }

    @Test
    void whatIsNoAddressAndPortGetsIntoNoRule() {
        assertThat(plan.filters(CHAINS))
                .filteredOn(rule -> rule.contains("9443"))
                .hasSize(1);
    }

    @Test
    void addressesAreTranslatedOnTheWayOutButNotBetweenInstances() {
        assertThat(plan.translations(CHAINS))
                .containsExactly(
                        "-A BR-NAT -s 10.1.0.0/24 -d 10.2.0.0/24 -j RETURN",
                        "-A BR-NAT -s 10.1.0.0/24 ! -o br0 -j MASQUERADE");
    }

    @Test
    void rulesOfOneBridgeDecideNothingAboutAnother() {
        var saved = new ArrayList<>(List.of(
                ":INPUT ACCEPT [0:0]",
                ":FORWARD DROP [0:0]",
                ":BR-FORWARD - [0:0]",
                ":BR-INPUT - [0:0]",
                ":BR-CONNECT - [0:0]"));
        saved.addAll(plan.filters(CHAINS));
        saved.add("-A BR-CONNECT -m set --match-set x src -m set --match-set x dst -j ACCEPT");
        saved.addAll(List.of(
                "-A FORWARD -j BR-FORWARD",
                "-A FORWARD -j TWO-FORWARD",
                "-A INPUT -j BR-INPUT",
                "-A INPUT -j TWO-INPUT"));

        var rules = new FilterRules(saved);

        assertThat(rules.leads("FORWARD", "TWO-FORWARD", "two")).isTrue();
        assertThat(rules.leads("INPUT", "TWO-INPUT", "two")).isTrue();
    }
}
