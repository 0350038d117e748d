package io.slipway.autoscale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A replay in words, and what it cannot know. */
public final class ReplayWords {

    private static final Duration DAY = Duration.ofHours(24);

    private ReplayWords() {}

    /** "12 moves; 61.5 instance-hours instead of 96.0; 25 min at the maximum while more was asked for; 3 h 10 min not measured." */
    public static String summary(Replay replay) {
        if (replay.known().isZero()) {
            return "Nothing was measured in the last 24 hours, so there is nothing to replay. Come back when it has run for a while.";
        }
        var words = new ArrayList<String>();
        words.add(replay.moves() == 1 ? "1 move" : replay.moves() + " moves");
        words.add(String.format(
                Locale.ROOT, "%.1f instance-hours instead of %.1f", replay.chosenHours(), replay.ranHours()));
        if (!replay.shortOf().isZero()) {
            words.add(words(replay.shortOf()) + " at the maximum while more was asked for");
        }
        var unknown = DAY.minus(replay.known());
        if (unknown.compareTo(replay.step().multipliedBy(2)) > 0) {
            words.add(words(unknown) + " not measured and left out");
        }
        return String.join("; ", words) + ".";
    }

    /** What the replay of a policy cannot know, one sentence each. */
    public static List<String> notes(AutoscalePolicy policy) {
        var notes = new ArrayList<String>();
        notes.add("What was measured in total is divided by the number that the policy would have had:"
                + " answers that were lost to overload are not in it.");
        for (var rule : policy.rules()) {
            switch (rule.signal()) {
                case CPU -> notes.add("CPU is held against what an instance gets by the present release.");
                case MEMORY ->
                    notes.add("Memory hardly divides: each instance has a part that does not shrink with load.");
                case LATENCY ->
                    notes.add("Whether more instances would have answered faster is a guess:"
                            + " a slow database stays slow.");
                case REQUESTS -> {}
            }
        }
        notes.add("Instances count at once, and the hosts have room for all of them.");
        return notes;
    }

    private static String words(Duration time) {
        long minutes = time.toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        return time.toHours() + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
