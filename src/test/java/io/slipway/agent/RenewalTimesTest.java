package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class RenewalTimesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);
    private final X509Certificate certificate = certificate();

    @Test
    void isDueAtTwoThirdsOfTheLifeOrAWhileBefore() {
        assertThat(RenewalTimes.dueAt(certificate, 0)).isEqualTo(BEGIN.plus(Duration.ofDays(60)));
        assertThat(RenewalTimes.dueAt(certificate, 1)).isEqualTo(BEGIN.plus(Duration.ofDays(51)));
    }

    @Test
    void triesAgainMoreOftenAsTheEndComesNear() {
        assertThat(pauseBefore(Duration.ofDays(30))).isEqualTo(Duration.ofHours(1));
        assertThat(pauseBefore(Duration.ofHours(10))).isEqualTo(Duration.ofMinutes(30));
        assertThat(pauseBefore(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauseBefore(Duration.ofDays(-1))).as("only joining helps").isEqualTo(Duration.ofHours(1));
    }

    private Duration pauseBefore(Duration end) {
        return RenewalTimes.pauseAfterFailure(certificate, BEGIN.plus(LIFE).minus(end));
    }

    private static X509Certificate certificate() {
        var certificate = mock(X509Certificate.class);
        when(certificate.getNotBefore()).thenReturn(Date.from(BEGIN));
        when(certificate.getNotAfter()).thenReturn(Date.from(BEGIN.plus(LIFE)));
        return certificate;
    }
}
