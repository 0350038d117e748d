package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two installations on one machine: {@code one} came first, {@code two} is ours. */
class FilterRulesTest {

    private static final List<String> MACHINE = List.of(
            ":INPUT ACCEPT [0:0]",
            ":FORWARD DROP [0:0]",
            ":DOCKER-USER - [0:0]",
            ":ONE-INPUT - [0:0]",
            ":ONE-FORWARD - [0:0]",
            ":TWO-INPUT - [0:0]",
            ":TWO-FORWARD - [0:0]",
            ":FIREWALL - [0:0]",
            "-A ONE-INPUT ! -i one -j RETURN",
            "-A ONE-INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "-A ONE-INPUT -j REJECT --reject-with icmp-port-unreachable",
            "-A ONE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN",
            "-A ONE-FORWARD -i one -o one -j REJECT --reject-with icmp-port-unreachable",
            "-A FIREWALL -p tcp -m tcp --dport 22 -j ACCEPT");

    private static boolean leads(String chain, String... rules) {
        var saved = new ArrayList<>(MACHINE);
        for (var rule : rules) {
            saved.add("-A " + chain + " " + rule);
        }
        return new FilterRules(saved).leads(chain, "TWO-" + (chain.equals("INPUT") ? "INPUT" : "FORWARD"), "two");
    }

    @Test
    void isContentBehindAnotherInstallation() {
        assertThat(leads("INPUT", "-j ONE-INPUT", "-j TWO-INPUT")).isTrue();
        assertThat(leads("DOCKER-USER", "-j ONE-FORWARD", "-j TWO-FORWARD", "-j RETURN"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i lo -j ACCEPT",
                "-i one -j DROP",
                "-m comment --comment \"-j ACCEPT -i two\"",
                "-p tcp -m limit --limit 1/sec -j LOG --log-prefix \"seen: \""
            })
    void isContentBehindWhatDoesNotDecideAboutItsBridge(String rule) {
        assertThat(leads("INPUT", rule, "-j TWO-INPUT")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-j ACCEPT",
                "-p udp -j ACCEPT",
                "-i two -j ACCEPT",
                "-i t+ -j ACCEPT",
                "! -i one -j ACCEPT",
                "-i two -j DROP",
                "-p tcp -j RETURN",
                "! -i one -j RETURN",
                "-j FIREWALL",
                "-g FIREWALL",
                "-j NOT-LISTED",
                "-m comment --comment \"-i one\" -j ACCEPT"
            })
    void isNotContentBehindWhatMayDecideAboutItsBridge(String rule) {
        assertThat(leads("INPUT", rule, "-j TWO-INPUT")).isFalse();
    }

    @Test
    void isNotContentWithoutAJump() {
        assertThat(leads("INPUT", "-j ONE-INPUT")).isFalse();
        assertThat(leads("INPUT", "-p tcp -j TWO-INPUT")).isFalse();
    }

    @Test
    void endsAtChainsThatLeadInACircle() {
        assertThat(new FilterRules(List.of(":A - [0:0]", "-A A -j A", "-A INPUT -j A", "-A INPUT -j TWO-INPUT"))
                        .leads("INPUT", "TWO-INPUT", "two"))
                .isFalse();
    }
}
