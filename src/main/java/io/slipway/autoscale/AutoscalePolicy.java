package io.slipway.autoscale;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many instances a process may get and when. Without rules it has the fewest that its bounds allow, so schedules alone make a
 * timetable.
 *
 * @param enabled whether it acts; one that does not is kept
 * @param minimum fewest instances where no schedule holds
 * @param maximum most instances where no schedule holds
 * @param rules at most one for each signal; the one that asks for most wins
 * @param schedules other bounds at some times
 * @param coolDownUp how long after any move no more are added
 * @param coolDownDown how long after any move none are taken away, and how long less must have been enough
 * @param largestStep how many come or go at once, at most
 */
public record AutoscalePolicy(
        boolean enabled,
        int minimum,
        int maximum,
        List<AutoscaleRule> rules,
        List<Schedule> schedules,
        Duration coolDownUp,
        Duration coolDownDown,
        int largestStep) {

    /** What a new policy begins with: long enough for new instances to take their share. */
    public static final Duration DEFAULT_COOL_DOWN_UP = Duration.ofSeconds(60);

    /** As long as the window of Kubernetes' horizontal autoscaler. */
    public static final Duration DEFAULT_COOL_DOWN_DOWN = Duration.ofSeconds(300);

    /** As many as Kubernetes' horizontal autoscaler adds at once where few run. */
    public static final int DEFAULT_LARGEST_STEP = 4;

    public AutoscalePolicy {
        rules = List.copyOf(rules);
        schedules = List.copyOf(schedules);
    }

    /** A policy with the default pauses and step. */
    public static AutoscalePolicy between(int minimum, int maximum, AutoscaleRule... rules) {
        return new AutoscalePolicy(
                true,
                minimum,
                maximum,
                List.of(rules),
                List.of(),
                DEFAULT_COOL_DOWN_UP,
                DEFAULT_COOL_DOWN_DOWN,
                DEFAULT_LARGEST_STEP);
    }

    /**
     * The bounds at a moment: the policy's own, or those of the schedules that hold then. Where several do, the highest minimum and
     * the highest maximum count.
     */
    public Bounds boundsAt(Instant moment) {
        var holding = schedules.stream()
                .filter(schedule -> schedule.holdsAt(moment))
                .sorted(Comparator.comparingInt(Schedule::minimum).reversed())
                .toList();
        if (holding.isEmpty()) {
            return new Bounds(minimum, maximum, "");
        }
        int highest = holding.stream().mapToInt(Schedule::maximum).max().orElse(maximum);
        return new Bounds(holding.getFirst().minimum(), highest, words(holding));
    }

    /** "2–8 by CPU 60 %, Requests 50/s; 4–10 Mon–Fri 08:00–18:00 Europe/Berlin". */
    public String words() {
        var own = new Bounds(minimum, maximum, "").words();
        var by = rules.isEmpty()
                ? ""
                : " by " + rules.stream().map(AutoscaleRule::words).collect(joining(", "));
        var timed = schedules.stream()
                .map(schedule ->
                        new Bounds(schedule.minimum(), schedule.maximum(), "").words() + " " + schedule.words());
        return Stream.concat(Stream.of(own + by), timed).collect(joining("; "));
    }

    private static String words(List<Schedule> holding) {
        var first = holding.getFirst().words();
        return holding.size() == 1 ? first : first + ", the highest of " + holding.size() + " that hold now";
    }
}
