package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.HostId;
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
    void forgetsEveryCertificateBeforeItWhenItJoinsAnew() {
        host.trust("old");
        host.offer("renewed");
        host.trust("joined anew");

        assertThat(host.acceptsCertificate("old")).isFalse();
        assertThat(host.acceptsCertificate("renewed")).isFalse();
        assertThat(host.acceptsCertificate("joined anew")).isTrue();
    }
}
