package io.slipway.console.autoscale;

import io.slipway.autoscale.AutoscaleMove;
import io.slipway.autoscale.AutoscaleView;
import io.slipway.autoscale.Decision;
import io.slipway.console.components.Figures;
import java.time.Duration;
import java.time.Instant;

/** Decisions and moves as people read them. Pure. */
final class DecisionText {

    private DecisionText() {}

    /** "4 of 2–8 · CPU 72 %, target 60 %, asks for 5 · waits for the cool-down after the last move, 20 s more". */
    static String of(AutoscaleView view, Instant now) {
        var latest = view.latest();
        if (!view.policy().enabled()) {
            return "Off. The policy is kept and does nothing.";
        }
        return latest == null
                ? "Kept at " + view.bounds().words() + "; the first look follows in a few seconds."
                : of(latest, now);
    }

    /** "4 → 5 · CPU 72 %, target 60 %, asks for 5". */
    static String of(AutoscaleMove move) {
        return "%d → %d · %s".formatted(move.from(), move.to(), move.reason());
    }

    private static String of(Decision decision, Instant now) {
        var count = decision.current() + " of " + decision.bounds().words();
        var why = decision.reason().isEmpty() ? "" : " · " + decision.reason();
        return count + why + next(decision, now);
    }

    private static String next(Decision decision, Instant now) {
        if (decision.isMove()) {
            return " → " + decision.wanted() + " now" + heldBack(decision);
        }
        var due = decision.due();
        return due == null || !due.isAfter(now)
                ? heldBack(decision)
                : heldBack(decision) + ", "
                        + Figures.duration(Duration.ofSeconds(now.until(due).toSeconds())) + " more";
    }

    private static String heldBack(Decision decision) {
        return decision.heldBack().isEmpty() ? "" : " · " + decision.heldBack();
    }
}
