package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.HostId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvacuationBrakeTest {

    private static final Duration LEASE = Duration.ofMillis(9_500);
    private static final Duration HOLD = Duration.ofSeconds(60);
    private static final Duration PACE = Duration.ofSeconds(10);

    private final List<HostId> hosts = Stream.generate(HostId::create).limit(5).toList();
    private final Set<HostId> silent = new HashSet<>();
    private long nanos;
    private final EvacuationBrake brake =
            new EvacuationBrake(new HostsProperties.Brake(0.55, HOLD, PACE), LEASE, () -> nanos);

    @Test
    void doesNotHoldWhileFewerThanMostAreSilent() {
        assertThat(fallSilent(0, 1)).isEmpty();

        assertThat(held()).isEmpty();
        assertThat(brake.untilNext()).isEmpty();
    }

    @Test
    void holdsAllThatFellSilentAtOnceAsSoonAsTheyAreMost() {
        fallSilent(0, 1);
        pass(Duration.ofSeconds(1));

        assertThat(fallSilent(2)).containsExactlyInAnyOrder(hosts.get(0), hosts.get(1), hosts.get(2));
        assertThat(held()).containsExactlyInAnyOrder(hosts.get(0), hosts.get(1), hosts.get(2));
        assertThat(brake.untilNext()).contains(HOLD);
    }

    @Test
    void doesNotHoldHostsThatGoOneAfterTheOther() {
        for (int i = 0; i < hosts.size(); i++) {
            assertThat(fallSilent(i)).isEmpty();
            pass(LEASE.plusMillis(1));
        }

        assertThat(held()).isEmpty();
    }

    @Test
    void leavesAloneWhatWasSilentLongBefore() {
        fallSilent(0);
        pass(LEASE.plusMillis(1));

        assertThat(fallSilent(1, 2, 3)).doesNotContain(hosts.getFirst()).hasSize(3);
        assertThat(held()).doesNotContain(hosts.getFirst());
    }

    @Test
    void letsGoOfOneHostAfterTheOtherWhenTheTimeIsOver() {
        fallSilent(0, 1, 2);
        pass(HOLD.minusMillis(1));
        assertThat(look()).isEmpty();

        pass(Duration.ofMillis(1));
        assertThat(look()).hasSize(1);
        assertThat(look()).isEmpty();
        assertThat(held()).hasSize(2);

        pass(PACE);
        assertThat(look()).hasSize(1);
        pass(PACE);
        assertThat(look()).hasSize(1);
        assertThat(held()).isEmpty();
    }

    @Test
    void holdsWhatFallsSilentWhileItIsOn() {
        fallSilent(0, 1, 2);
        pass(Duration.ofSeconds(30));
        fallSilent(3);

        assertThat(held()).contains(hosts.get(3));
    }

    @Test
    void doesNotHoldWhoIsHeardAgain() {
        fallSilent(0, 1, 2);
        silent.clear();
        look();

        assertThat(held()).isEmpty();
        assertThat(brake.untilNext()).isEmpty();
    }

    @Test
    void staysReleasedUntilThoseHostsWereHeardAgain() {
        fallSilent(0, 1, 2);

        assertThat(brake.release()).hasSize(3);
        assertThat(look()).isEmpty();
        assertThat(held()).isEmpty();

        silent.clear();
        look();
        assertThat(fallSilent(0, 1, 2)).hasSize(3);
    }

    @Test
    void neverHoldsTheOnlyHost() {
        silent.add(hosts.getFirst());

        assertThat(brake.look(silent, 1)).isEmpty();
        assertThat(held()).isEmpty();
    }

    @Test
    void doesNotHoldWhenOneOfTwoHostsGoes() {
        silent.add(hosts.getFirst());

        assertThat(brake.look(silent, 2)).isEmpty();
    }

    private Collection<HostId> fallSilent(int... which) {
        for (int index : which) {
            silent.add(hosts.get(index));
        }
        return look();
    }

    private Collection<HostId> look() {
        return brake.look(silent, hosts.size());
    }

    private List<HostId> held() {
        return hosts.stream().filter(brake::isHeld).toList();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
