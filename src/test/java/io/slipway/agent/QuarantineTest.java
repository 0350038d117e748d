package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingTable;
import io.slipway.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {

    private static final String ADDRESS = "10.210.32.7";

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.ordinary();
    private Quarantine quarantine;

    @BeforeEach
    void leaveAnAddress() {
        quarantine = new Quarantine(new PrivateFiles(folder), clock);
        quarantine.add(ADDRESS);
    }

    @Test
    void holdsAnAddressUntilEveryRouterHasATableWithoutIt() {
        clock.advance(Quarantine.LEAST);
        quarantine.saw(table(7));
        assertThat(quarantine.holds(ADDRESS)).isTrue();

        quarantine.acknowledged(6);
        assertThat(quarantine.holds(ADDRESS)).isTrue();
        assertThat(quarantine.size()).isEqualTo(1);

        quarantine.acknowledged(7);
        assertThat(quarantine.holds(ADDRESS)).isFalse();
        assertThat(quarantine.size()).isZero();
    }

    @Test
    void holdsItHoweverLongARouterIsCutOff() {
        quarantine.saw(table(7));
        clock.advance(Duration.ofDays(30));

        assertThat(quarantine.holds(ADDRESS)).isTrue();
    }

    @Test
    void countsFromTheLastTableThatNamedIt() {
        clock.advance(Quarantine.LEAST);
        quarantine.saw(table(7));
        quarantine.saw(table(8, ADDRESS));
        quarantine.saw(table(9));

        quarantine.acknowledged(8);
        assertThat(quarantine.holds(ADDRESS)).isTrue();
        quarantine.acknowledged(9);
        assertThat(quarantine.holds(ADDRESS)).isFalse();
    }

    @Test
    void holdsItForAMinuteWhateverRoutersSay() {
        quarantine.saw(table(7));
        quarantine.acknowledged(7);
        clock.advance(Quarantine.LEAST.minusMillis(1));
        assertThat(quarantine.holds(ADDRESS)).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(quarantine.holds(ADDRESS)).isFalse();
    }

    @Test
    void survivesARestart() {
        var restarted = new Quarantine(new PrivateFiles(folder), clock);
        clock.advance(Quarantine.LEAST);
        restarted.acknowledged(100);
        assertThat(restarted.holds(ADDRESS)).isTrue();

        restarted.saw(table(50));
        assertThat(restarted.holds(ADDRESS)).isFalse();
    }

    @Test
    void knowsNothingOfOtherAddresses() {
        assertThat(quarantine.holds("10.210.32.8")).isFalse();
    }

    private static RoutingTable table(long version, String... addresses) {
        var route = Route.newBuilder();
        for (var address : addresses) {
            route.addEndpoints(Endpoint.newBuilder().setAddress(address));
        }
        return RoutingTable.newBuilder().setVersion(version).addRoutes(route).build();
    }
}
