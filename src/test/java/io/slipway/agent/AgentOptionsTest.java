package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {

    @Test
    void takesAServerByNameOrAddressOfEitherKind() {
        assertThat(parse("--server=slipway.example.com:7443").serverHost()).isEqualTo("slipway.example.com");
        assertThat(parse("--server=[fd00::7]:7443").serverHost()).isEqualTo("fd00::7");
        assertThat(parse("--server=[fd00::7]:7443").serverPort()).isEqualTo(7443);
    }

    @Test
    void believesWhatItIsToldOfItsOwnAddress() {
        assertThat(parse("--server=10.9.8.7:7443", "--address=10.0.0.7").address())
                .isEqualTo("10.0.0.7");
        assertThat(parse("--server=10.9.8.7:7443").address()).isNotEmpty();
    }

    @Test
    void refusesLabelsThatNobodyCouldChooseBy() {
        assertThat(parse("--server=a:1", "--labels=disk=ssd,zone=a").labels().toString())
                .isEqualTo("disk=ssd, zone=a");
        assertThatThrownBy(() -> parse("--server=a:1", "--labels=disk==ssd"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--label: ");
    }

    @Test
    void knowsWhatItIsStartedFor() {
        assertThat(AgentOptions.Errand.in(new String[] {"--data=/x"})).isEqualTo(AgentOptions.Errand.RUN);
        assertThat(AgentOptions.Errand.in(new String[] {"--data=/x", "--join"})).isEqualTo(AgentOptions.Errand.JOIN);
        assertThat(AgentOptions.Errand.in(new String[] {"--purge", "--data=/x"}))
                .isEqualTo(AgentOptions.Errand.PURGE);
    }

    private static AgentOptions parse(String server, String... more) {
        var arguments = new ArrayList<>(List.of("--data=/x", server));
        arguments.addAll(List.of(more));
        return AgentOptions.parse(arguments.toArray(String[]::new));
    }
}
