package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNameTest {

    @Test
    void callsInstancesOfTheWebProcessByTheirNumber() {
        assertThat(InstanceName.web(2)).hasToString("2");
        assertThat(new InstanceName("worker", 2)).hasToString("worker/2");
    }

    @Test
    void readsTheKeysThatItWrites() {
        for (var name : new InstanceName[] {InstanceName.web(0), new InstanceName("worker-2", 13)}) {
            assertThat(InstanceName.ofKey(name.key())).contains(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "three", "-1", "99999", "worker", "worker.", "Worker.1", "a.b.1", "worker/1"})
    void readsNothingElse(String key) {
        assertThat(InstanceName.ofKey(key)).isEmpty();
    }

    @Test
    void putsTheWebProcessFirst() {
        assertThat(Stream.of(
                                new InstanceName("worker", 0),
                                InstanceName.web(10),
                                new InstanceName("clock", 1),
                                InstanceName.web(9))
                        .sorted())
                .extracting(InstanceName::toString)
                .containsExactly("9", "10", "clock/1", "worker/0");
    }

    @Test
    void refusesOtherNamesOfProcesses() {
        assertThat(ProcessType.require("worker-2", "processes")).isEqualTo("worker-2");
        for (var name : new String[] {"", "Worker", "2nd", "-a", "a".repeat(33), "a/b", "a.b"}) {
            assertThatThrownBy(() -> ProcessType.require(name, "processes"))
                    .isInstanceOf(PlatformException.Invalid.class);
        }
    }
}
