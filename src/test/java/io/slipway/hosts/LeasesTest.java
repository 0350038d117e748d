package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.HostId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Duration LENGTH = Duration.ofMillis(9_500);

    private long nanos;
    private final Leases leases = new Leases(LENGTH, () -> nanos);
    private final HostId host = HostId.create();

    @Test
    void countsAHostAsReadyWhileItIsHeard() {
        leases.expect(host);
        leases.renew(host, new HostPulse(4, ""));
        pass(LENGTH);

        assertThat(leases.expire()).isEmpty();
        assertThat(leases.stateOf(host)).isEqualTo(HostView.State.READY);
    }

    @Test
    void tellsOnceThatALeaseRanOut() {
        leases.expect(host);
        leases.renew(host, new HostPulse(4, ""));
        pass(LENGTH.plusMillis(1));

        assertThat(leases.expire()).containsExactly(host);
        assertThat(leases.expire()).isEmpty();
        assertThat(leases.stateOf(host)).isEqualTo(HostView.State.UNREACHABLE);
    }

    @Test
    void waitsTwoLeasesForHostsThatAreKnownFromBefore() {
        leases.expect(host);
        pass(LENGTH.plusMillis(1));

        assertThat(leases.expire()).isEmpty();
        pass(LENGTH);
        assertThat(leases.expire()).containsExactly(host);
    }

    @Test
    void countsAHostAsFencedALeaseAndTwoSecondsAfterItsLastHeartbeat() {
        leases.expect(host);
        leases.renew(host, new HostPulse(4, ""));
        pass(LENGTH.plusMillis(1_999));
        leases.expire();

        assertThat(leases.isFenced(host)).isFalse();
        assertThat(leases.fence()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(leases.isFenced(host)).isTrue();
        assertThat(leases.fence()).containsExactly(host);
        assertThat(leases.fence()).as("told once").isEmpty();
    }

    @Test
    void aHeartbeatAfterTheLeaseIsLateAndEndsTheFencing() {
        leases.expect(host);
        assertThat(leases.hear(host, new HostPulse(4, "")).renewal()).isEqualTo(Renewal.IN_TIME);
        pass(LENGTH.plusMillis(1));
        assertThat(leases.hear(host, new HostPulse(4, "")).renewal())
                .as("before anybody has looked")
                .isEqualTo(Renewal.LATE);

        pass(LENGTH.plusSeconds(3));
        leases.expire();
        assertThat(leases.isFenced(host)).isTrue();
        assertThat(leases.hear(host, new HostPulse(4, "")).renewal()).isEqualTo(Renewal.LATE);
        assertThat(leases.isFenced(host)).isFalse();
    }

    @Test
    void aFreshServerWaitsForHostsThatAnotherMayHaveHeardJustBefore() {
        leases.expect(host);
        pass(LENGTH.plusSeconds(2));
        leases.expire();
        assertThat(leases.isFenced(host)).isFalse();

        pass(LENGTH);
        leases.expire();
        assertThat(leases.isFenced(host)).isTrue();
    }

    @Test
    void aRemovedHostMayGoOnForALeaseIfNobodyCouldTellIt() {
        leases.expect(host);
        leases.renew(host, new HostPulse(4, ""));
        pass(LENGTH.plusSeconds(60));
        leases.renew(host, new HostPulse(4, ""));
        leases.forget(host);

        assertThat(leases.isFenced(host)).isFalse();
        assertThat(leases.hear(host, new HostPulse(4, "")).renewal()).isEqualTo(Renewal.REFUSED);
        pass(LENGTH.plusSeconds(2));
        assertThat(leases.fence()).containsExactly(host);
        assertThat(leases.isFenced(host)).isTrue();
    }

    @Test
    void saysWhenAHeartbeatBringsNews() {
        leases.expect(host);
        assertThat(leases.renew(host, new HostPulse(4, ""))).as("first heard").isTrue();
        assertThat(leases.renew(host, new HostPulse(3, ""))).as("nothing new").isFalse();
        assertThat(leases.renew(host, new HostPulse(3, "Docker Engine does not answer")))
                .as("a problem")
                .isTrue();
    }

    @Test
    void knowsHowLongAHostHasBeenSilent() {
        assertThat(leases.silenceOf(host)).isNull();

        leases.expect(host);
        leases.renew(host, new HostPulse(4, ""));
        pass(Duration.ofSeconds(3));

        assertThat(leases.silenceOf(host)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void hearsNoMoreOfAHostThatIsGone() {
        leases.expect(host);
        leases.forget(host);

        assertThat(leases.renew(host, new HostPulse(4, ""))).isFalse();
        pass(LENGTH.multipliedBy(3));
        assertThat(leases.expire()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
