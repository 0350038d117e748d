package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.LatencyBuckets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The answers of the last minutes by release, for apps of which somebody asks: from the first question on, and as long as questions
 * come. In memory; after a restart of the server it begins anew. For machines. Thread-safe.
 */
public final class ReleaseTraffic {

    /** How far back it reaches. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    /** An app that nobody asked about for so long is forgotten. */
    static final Duration ASKED_WITHIN = Duration.ofMinutes(1);

    private record Key(long second, int release) {}

    private static final class Sum {
        long requests;
        long errors;
        final long[] latency = new long[LatencyBuckets.COUNT];

        void add(TrafficMeasurement measured) {
            requests += measured.total();
            errors += measured.responses()[TrafficMeasurement.CLASSES - 1];
            add(measured.latency());
        }

        void add(long[] counts) {
            for (int bucket = 0; bucket < latency.length; bucket++) {
                latency[bucket] += counts[bucket];
            }
        }

        void add(Sum other) {
            requests += other.requests;
            errors += other.errors;
            add(other.latency);
        }

        ReleaseFigures figures() {
            long micros = LatencyBuckets.percentileMicros(latency, 0.95);
            return new ReleaseFigures(requests, errors, micros == 0 ? Double.NaN : micros / 1000.0);
        }
    }

    /** Guarded by itself. At most one sum for each step of the window and each release. */
    private static final class Watched {
        final Map<Key, Sum> sums = new HashMap<>();
        Instant askedAt = Instant.MIN;

        void forgetBefore(Instant end) {
            sums.keySet().removeIf(key -> key.second() <= end.getEpochSecond());
        }
    }

    private final Map<AppId, Watched> watched = new ConcurrentHashMap<>();
    private final Clock clock;

    ReleaseTraffic(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a release answered in the steps that ended after {@code since}, at most {@link #WINDOW} ago. A step reaches the server up
     * to ten seconds after its first answer.
     */
    public ReleaseFigures of(AppId app, int release, Instant since) {
        var now = clock.instant();
        var found = watched.computeIfAbsent(app, id -> new Watched());
        synchronized (found) {
            found.askedAt = now;
            found.forgetBefore(now.minus(WINDOW));
            var sum = new Sum();
            found.sums.forEach((key, part) -> {
                if (key.release() == release && key.second() > since.getEpochSecond()) {
                    sum.add(part);
                }
            });
            return sum.figures();
        }
    }

    /** Takes over a step that was measured just now. */
    void accept(MeasuredStep step) {
        if (watched.isEmpty()) {
            return;
        }
        forgetUnasked();
        for (var measured : answersOf(step)) {
            var found = watched.get(measured.appId());
            if (found == null) {
                continue;
            }
            synchronized (found) {
                found.forgetBefore(clock.instant().minus(WINDOW));
                found.sums
                        .computeIfAbsent(new Key(step.gridSeconds(), measured.release()), key -> new Sum())
                        .add(measured);
            }
        }
    }

    private static List<TrafficMeasurement> answersOf(MeasuredStep step) {
        var answers = new ArrayList<TrafficMeasurement>();
        for (var measured : step.traffic()) {
            if (measured.release() > 0 && measured.total() > 0) {
                answers.add(measured);
            }
        }
        return answers;
    }

    private void forgetUnasked() {
        var oldest = clock.instant().minus(ASKED_WITHIN);
        watched.values().removeIf(found -> {
            synchronized (found) {
                return found.askedAt.isBefore(oldest);
            }
        });
    }
}
