package io.slipway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void letsAFewFailuresPassAndThenDoublesTheWait() {
        fail("mia", LoginThrottle.FREE_FAILURES - 1);
        assertThatCode(() -> throttle.requireFree("mia", "1.1.1.1")).doesNotThrowAnyException();

        fail("mia", 1);
        assertThat(waitOf("mia", "1.1.1.1")).isEqualTo(1);
        fail("mia", 3);
        assertThat(waitOf("mia", "1.1.1.1")).isEqualTo(8);

        pass(Duration.ofSeconds(8));
        assertThatCode(() -> throttle.requireFree("mia", "1.1.1.1")).doesNotThrowAnyException();
    }

    @Test
    void neverWaitsLongerThanItsLimit() {
        fail("mia", 100);

        assertThat(waitOf("mia", "9.9.9.9")).isEqualTo(LoginThrottle.MAX_WAIT.toSeconds());
    }

    @Test
    void slowsAnAddressThatTriesManyNames() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES_OF_ADDRESS; i++) {
            throttle.failed("name" + i, "6.6.6.6");
        }

        assertThat(waitOf("fresh", "6.6.6.6")).isPositive();
        assertThatCode(() -> throttle.requireFree("fresh", "1.1.1.1")).doesNotThrowAnyException();
    }

    @Test
    void forgetsANameThatSignedInButNotItsAddress() {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES_OF_ADDRESS; i++) {
            throttle.failed("mia", "6.6.6.6");
        }

        throttle.succeeded("mia");

        assertThatCode(() -> throttle.requireFree("mia", "1.1.1.1")).doesNotThrowAnyException();
        assertThat(waitOf("mia", "6.6.6.6")).isPositive();
    }

    @Test
    void forgetsOldFailures() {
        fail("mia", LoginThrottle.FREE_FAILURES);
        pass(LoginThrottle.FORGET_AFTER.plusSeconds(1));

        fail("mia", 1);

        assertThatCode(() -> throttle.requireFree("mia", "1.1.1.1")).doesNotThrowAnyException();
    }

    private void fail(String username, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(username, "address-of-" + username + i);
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private long waitOf(String username, String address) {
        return catchThrowableOfType(PlatformException.Throttled.class, () -> throttle.requireFree(username, address))
                .retryAfterSeconds();
    }
}
