package io.slipway.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.PlatformException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final RequestRate rate = new RequestRate(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void refusesBeyondTheLimitAndTellsHowLongToWait() {
        use("mia", RequestRate.PER_MINUTE);

        assertThatExceptionOfType(PlatformException.Throttled.class)
                .isThrownBy(() -> rate.count("mia"))
                .satisfies(refused -> assertThat(refused.retryAfterSeconds()).isEqualTo(1));
        assertThatCode(() -> rate.count("tom")).doesNotThrowAnyException();
    }

    @Test
    void refillsEvenly() {
        use("mia", RequestRate.PER_MINUTE);
        now = now.plusSeconds(1);

        assertThatCode(() -> use("mia", RequestRate.PER_MINUTE / 60)).doesNotThrowAnyException();
        assertThatExceptionOfType(PlatformException.Throttled.class).isThrownBy(() -> rate.count("mia"));
    }

    private void use(String caller, int times) {
        for (int i = 0; i < times; i++) {
            rate.count(caller);
        }
    }
}
