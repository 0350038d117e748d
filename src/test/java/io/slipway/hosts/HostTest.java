package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostTest {

    private final Host host = new Host(HostId.create(), "one", "10.210.0.0/24", Instant.EPOCH);

    @Test
    void isSpokenForByNobodyBeforeItHasJoined() {
        assertThat(host.acceptsCertificate("")).isFalse();
    }

    @Test
    void isSpokenForByTheOldCertificateUntilTheRenewedOneIsUsed() {
        host.trust("old");
        host.offer("new");

        assertThat(host.acceptsCertificate("old"))
                .as("the answer may have got lost")
                .isTrue();
        assertThat(host.acceptsCertificate("new")).isTrue();
        assertThat(host.acceptsCertificate("old")).as("it is replaced").isFalse();
    }

    @Test
    void isSpokenForByTheNewestOfferOnly() {
        host.trust("old");
        host.offer("lost");
        host.offer("new");

        assertThat(host.acceptsCertificate("lost")).isFalse();
        assertThat(host.acceptsCertificate("old")).isTrue();
    }

    @Test
    void isCordonedWhileItIsDrainedAndAfterwards() {
        host.drain(new Drain(Instant.EPOCH, "mia", false, 7));
        assertThat(host.stored().cordoned()).isTrue();
        assertThat(host.drain()).isEqualTo(new Drain(Instant.EPOCH, "mia", false, 7));

        host.pauseDrain(true);
        assertThat(host.stored().drain()).isEqualTo(new Drain(Instant.EPOCH, "mia", true, 7));

        host.endDrain();
        assertThat(host.drain()).isNull();
        assertThat(host.stored().cordoned()).isTrue();
    }

    @Test
    void letsNothingOnAgainWhileItIsDrained() {
        host.drain(new Drain(Instant.EPOCH, "mia", false, 7));

        assertThatThrownBy(() -> host.cordon(false))
                .isInstanceOf(PlatformException.Conflict.class)
                .hasMessageContaining("Cancel the drain");
        assertThat(host.stored().cordoned()).isTrue();
    }

    @Test
    void forgetsEveryCertificateBeforeItWhenItJoinsAnew() {
        host.trust("old");
        host.offer("renewed");
        host.trust("joined anew");

        assertThat(host.acceptsCertificate("old")).isFalse();
        assertThat(host.acceptsCertificate("renewed")).isFalse();
        assertThat(host.acceptsCertificate("joined anew")).isTrue();
    }
}
