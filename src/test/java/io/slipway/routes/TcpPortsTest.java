package io.slipway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.kernel.PlatformException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpPortsTest {

    private static final int ROUTER = 20_003;

    private final TcpPorts ports = new TcpPorts("20000-20004, 5432", Set.of(ROUTER));

    @Test
    void givesEveryPortOfTheOperatorButThePlatformsOwn() {
        var taken = new HashSet<Integer>();
        for (int i = 0; i < 5; i++) {
            taken.add(ports.free(taken, new Random(i)));
        }

        assertThat(taken).containsExactlyInAnyOrder(5432, 20_000, 20_001, 20_002, 20_004);
        assertThat(catchThrowableOfType(PlatformException.Conflict.class, () -> ports.free(taken, new Random()))
                        .code())
                .isEqualTo("no-tcp-port");
    }

    @Test
    void refusesWhatIsNotInTheRangeAndSaysWhatIs() {
        assertThat(ports.require(5432)).isEqualTo(5432);
        var outside = catchThrowableOfType(PlatformException.Invalid.class, () -> ports.require(9999));
        assertThat(outside.code()).isEqualTo("invalid-tcp-port");
        assertThat(outside.sentence()).contains("20000-20004, 5432", "9999");
        assertThat(outside.field()).contains("port");
    }

    @Test
    void refusesThePlatformsOwnPorts() {
        assertThat(catchThrowableOfType(PlatformException.Invalid.class, () -> ports.require(ROUTER))
                        .sentence())
                .contains("The platform itself listens on port 20003");
    }

    @Test
    void withoutPortsThereAreNoTcpRoutes() {
        var none = new TcpPorts(" ", Set.of());

        assertThat(none.words()).isEmpty();
        for (Runnable attempt :
                List.<Runnable>of(() -> none.require(20_000), () -> none.free(Set.of(), new Random()))) {
            assertThat(catchThrowableOfType(PlatformException.Conflict.class, attempt::run)
                            .code())
                    .isEqualTo("tcp-routes-off");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000-", "x", "0", "70000", "5-4", "1,,2", "99999999999", "1-9000"})
    void anOperatorIsToldOfARangeThatIsNone(String text) {
        assertThatThrownBy(() -> new TcpPorts(text, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.routes.tcp-ports");
    }

    @Test
    void portsAreGivenByChance() {
        var wide = new TcpPorts("20000-20099", Set.of());
        var random = new Random(1);

        assertThat(IntStream.range(0, 20)
                        .map(i -> wide.free(Set.of(), random))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
