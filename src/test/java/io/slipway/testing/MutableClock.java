package io.slipway.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class MutableClock extends Clock {

    private volatile Instant now;

    /** Starts at {@code now}. */
    public MutableClock(Instant now) {
        this.now = now;
    }

    /** Starts at a fixed, ordinary moment. */
    public static MutableClock ordinary() {
        return new MutableClock(Instant.parse("2026-03-02T10:00:00Z"));
    }

    /** Moves on (or back, with a negative duration). */
    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
