package io.slipway.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The common time axis of an answer. Point {@code i} stands for the interval {@code (time(i) − step, time(i)]}.
 *
 * @param archive which resolution to read
 * @param stepSeconds between points, a multiple of the archive's
 * @param firstSeconds the first point
 * @param points at most {@link #LARGEST_POINTS} for people
 */
record TimeGrid(Archive archive, int stepSeconds, long firstSeconds, int points) {

    /** The most points that one answer holds. */
    static final int LARGEST_POINTS = 1_000;

    /** The resolutions that are kept, finest first. */
    enum Archive {
        FINE(MeasuredStep.STEP_SECONDS, Duration.ofHours(24)),
        MINUTES(60, Duration.ofDays(7)),
        TEN_MINUTES(600, Duration.ofDays(60));

        final int stepSeconds;
        final Duration span;

        Archive(int stepSeconds, Duration span) {
            this.stepSeconds = stepSeconds;
            this.span = span;
        }

        int rows() {
            return (int) (span.toSeconds() / stepSeconds);
        }
    }

    /** The finest grid that reaches back to {@code from}; an empty one when {@code to} is not later. */
    static TimeGrid of(Instant from, Instant to, Instant now) {
        var archive = archiveReaching(from, now);
        var oldest = now.minus(archive.span);
        long start = (from.isBefore(oldest) ? oldest : from).getEpochSecond();
        long seconds = Math.max(0, to.getEpochSecond() - start);
        long perArchiveStep = seconds / archive.stepSeconds;
        int step =
                archive.stepSeconds * (int) Math.max(1, (perArchiveStep + LARGEST_POINTS - 2) / (LARGEST_POINTS - 1));
        long first = Math.floorDiv(start, step) * step + step;
        // A coarse point is shown while it fills; a fine one only when it is complete.
        long end = to.getEpochSecond() + (step > archive.stepSeconds ? step - 1 : 0);
        long last = Math.floorDiv(end, step) * step;
        return new TimeGrid(archive, step, first, (int) Math.max(0, (last - first) / step + 1));
    }

    /** The grid of whole steps within {@code (from, to]}, at most a day of the finest ones. */
    static TimeGrid every(int stepSeconds, Instant from, Instant to) {
        var archive = stepSeconds % Archive.MINUTES.stepSeconds == 0 ? Archive.MINUTES : Archive.FINE;
        long last = Math.floorDiv(to.getEpochSecond(), stepSeconds) * stepSeconds;
        long first = Math.floorDiv(from.getEpochSecond(), stepSeconds) * stepSeconds + stepSeconds;
        long points = Math.clamp((last - first) / stepSeconds + 1, 0, Archive.FINE.rows());
        return new TimeGrid(archive, stepSeconds, last - (points - 1) * stepSeconds, (int) points);
    }

    private static Archive archiveReaching(Instant from, Instant now) {
        return Arrays.stream(Archive.values())
                .filter(candidate -> !from.isBefore(now.minus(candidate.span)))
                .findFirst()
                .orElse(Archive.TEN_MINUTES);
    }

    /** Start of the first interval, exclusive. */
    long startSeconds() {
        return firstSeconds - stepSeconds;
    }

    long lastSeconds() {
        return firstSeconds + (long) (points - 1) * stepSeconds;
    }

    /** The point whose interval holds {@code seconds}, or −1. */
    int pointOf(long seconds) {
        long point = Math.floorDiv(seconds - firstSeconds + stepSeconds - 1, stepSeconds);
        return point >= 0 && point < points ? (int) point : -1;
    }

    List<Long> times() {
        var times = new ArrayList<Long>(points);
        for (int i = 0; i < points; i++) {
            times.add(firstSeconds + (long) i * stepSeconds);
        }
        return List.copyOf(times);
    }

    /** A line of which nothing is known. */
    double[] unknown() {
        var values = new double[points];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
