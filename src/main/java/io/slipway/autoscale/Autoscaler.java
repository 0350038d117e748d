package io.slipway.autoscale;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many instances a process should have. Pure: the same for the loop that acts and for the replay of a day.
 *
 * <p>Target tracking as Kubernetes' HorizontalPodAutoscaler does it: {@link Demand} for each rule with a tolerance of a tenth, the
 * rule that asks for most wins, what is not measured never takes an instance away, and a number falls only to the highest wish of the
 * last while ("Stabilization window" of its documentation). The wishes of that while are worked out anew from what was measured
 * then, so nothing has to be remembered over a restart. Pauses after a move, whoever made it, and the largest step are those of
 * simple scaling policies. The bounds hold at once, whatever else there is.
 */
public final class Autoscaler {

    private final AutoscalePolicy policy;
    private final Situation seen;
    private final Bounds bounds;
    private final List<Reading> readings;

    private Autoscaler(AutoscalePolicy policy, Situation seen) {
        this.policy = policy;
        this.seen = seen;
        this.bounds = policy.boundsAt(seen.now());
        this.readings = readings(seen.loads().size());
    }

    /** Decides about one process at one moment. */
    public static Decision decide(AutoscalePolicy policy, Situation seen) {
        return new Autoscaler(policy, seen).decide();
    }

    private Decision decide() {
        if (!seen.pause().isEmpty()) {
            return stay("", seen.pause(), null);
        }
        int wished = bounds.clamp(wish(readings));
        if (seen.current() < bounds.minimum()) {
            return fill(Math.max(bounds.minimum(), Math.min(wished, seen.current() + policy.largestStep())));
        }
        if (seen.current() > bounds.maximum()) {
            return move(bounds.maximum(), "more than the maximum of " + bounds.maximum() + bounds.source(), "");
        }
        if (wished == seen.current()) {
            return stay(steadyWords(), "", null);
        }
        return wished > seen.current() ? grow(wished) : shrink(wished);
    }

    /** Up to the minimum there is no pause: whoever set it wants it now. */
    private Decision fill(int wanted) {
        return withinRoom(wanted, "fewer than the minimum of " + bounds.minimum() + bounds.source());
    }

    private Decision grow(int wished) {
        var due = end(policy.coolDownUp());
        if (due != null) {
            return stay(strongestWords(), "waits for the cool-down after the last move", due);
        }
        return withinRoom(Math.min(wished, seen.current() + policy.largestStep()), strongestWords());
    }

    private Decision withinRoom(int wanted, String reason) {
        int fitting = Math.max(seen.current(), seen.room().instances());
        if (wanted <= fitting) {
            return move(wanted, reason, limitWords(wanted));
        }
        var why = "wanted %d, only %d fit: %s"
                .formatted(wanted, fitting, seen.room().why());
        return fitting == seen.current() ? stay(reason, why, null) : move(fitting, reason, why);
    }

    private Decision shrink(int wished) {
        if (!seen.keep().isEmpty()) {
            return stay(strongestWords(), seen.keep(), null);
        }
        if (!areKnown(readings)) {
            return stay(strongestWords(), "what is not measured takes no instance away", null);
        }
        var due = end(policy.coolDownDown());
        if (due != null) {
            return stay(strongestWords(), "waits for the cool-down after the last move", due);
        }
        var highest = highestOfLately();
        int enough = Math.max(wished, bounds.clamp(highest.wish()));
        if (enough >= seen.current()) {
            return stay(strongestWords(), highest.words(), highest.at().plus(policy.coolDownDown()));
        }
        int wanted = Math.max(enough, seen.current() - policy.largestStep());
        return move(wanted, strongestWords(), enough > wished ? highest.words() : limitWords(wanted));
    }

    /** A wish of the last while. */
    private record Past(Instant at, int wish, boolean known) {

        String words() {
            return known
                    ? wish + " were needed within the last cool-down"
                    : "some of the last cool-down was not measured";
        }
    }

    /** The highest wish within the last cool-down, the newest of equal ones; where something was not measured, as many as run. */
    private Past highestOfLately() {
        var loads = seen.loads();
        var since = seen.now().minus(policy.coolDownDown());
        var highest = new Past(seen.now(), wish(readings), true);
        for (int end = loads.size(); end > 0 && loads.get(end - 1).at().isAfter(since); end--) {
            var then = readings(end);
            boolean known = areKnown(then);
            int wish = known ? wish(then) : Math.max(seen.current(), wish(then));
            if (wish > highest.wish()) {
                highest = new Past(loads.get(end - 1).at(), wish, known);
            }
        }
        return highest;
    }

    /** What the rules saw at the end of so many steps. */
    private List<Reading> readings(int end) {
        var found = new ArrayList<Reading>(policy.rules().size());
        for (var rule : policy.rules()) {
            found.add(reading(rule, Demand.of(rule, seen.loads(), end)));
        }
        return found;
    }

    private Reading reading(AutoscaleRule rule, @Nullable Demand demand) {
        return demand == null
                ? new Reading(rule, Double.NaN, seen.current())
                : new Reading(rule, demand.value(), demand.wish(seen.current()));
    }

    /** What the rule asks for that asks for most; without rules nobody asks for more than the minimum. */
    private int wish(List<Reading> some) {
        int most = some.isEmpty() ? bounds.minimum() : 0;
        for (var reading : some) {
            most = Math.max(most, reading.wish());
        }
        return most;
    }

    private static boolean areKnown(List<Reading> some) {
        for (var reading : some) {
            if (!reading.isKnown()) {
                return false;
            }
        }
        return true;
    }

    /** The end of a pause after the last move; null where it is over. */
    private @Nullable Instant end(Duration pause) {
        var last = seen.lastMove();
        var end = last == null ? Instant.MIN : last.plus(pause);
        return seen.now().isBefore(end) ? end : null;
    }

    private Decision move(int wanted, String reason, String heldBack) {
        return new Decision(
                seen.now(), seen.current(), wanted, wish(readings), bounds, readings, reason, heldBack, null);
    }

    private Decision stay(String reason, String heldBack, @Nullable Instant due) {
        return new Decision(
                seen.now(), seen.current(), seen.current(), wish(readings), bounds, readings, reason, heldBack, due);
    }

    private String strongestWords() {
        return readings.stream()
                .filter(Reading::isKnown)
                .max(Comparator.comparingInt(Reading::wish))
                .map(reading -> reading.words() + ", asks for " + reading.wish())
                .orElse("no rule asks for more than the minimum of " + bounds.minimum() + bounds.source());
    }

    private String steadyWords() {
        var unknown = readings.stream()
                .filter(reading -> !reading.isKnown())
                .map(reading -> reading.rule().signal().title())
                .collect(joining(", "));
        if (!unknown.isEmpty()) {
            return "nothing was measured lately of " + unknown;
        }
        int wished = wish(readings);
        if (wished > bounds.maximum()) {
            return strongestWords() + ", the maximum is " + bounds.maximum() + bounds.source();
        }
        return wished < bounds.minimum()
                ? strongestWords() + ", the minimum is " + bounds.minimum() + bounds.source()
                : Objects.requireNonNullElse(readingWords(), strongestWords());
    }

    private @Nullable String readingWords() {
        return readings.isEmpty() ? null : readings.stream().map(Reading::words).collect(joining("; "));
    }

    private String limitWords(int wanted) {
        int wished = wish(readings);
        if (wanted == wished) {
            return "";
        }
        if (Math.abs(wanted - seen.current()) == policy.largestStep()) {
            return "at most " + policy.largestStep() + " at once";
        }
        if (wanted == bounds.maximum() && wished > wanted) {
            return "the maximum is " + bounds.maximum() + bounds.source();
        }
        return wanted == bounds.minimum() && wished < wanted
                ? "the minimum is " + bounds.minimum() + bounds.source()
                : "";
    }
}
