package io.slipway.hosts;

import java.time.Duration;
import java.util.List;

/**
 * How the brake stands that keeps Slipway from replacing everything when most hosts fall silent at once.
 *
 * @param hosts how many there are
 * @param silent how many of them are not heard
 * @param held names of silent hosts whose instances are not replaced for now; empty while the brake is off
 * @param untilNext when the next of them is let go; zero while the brake is off
 */
public record BrakeView(int hosts, int silent, List<String> held, Duration untilNext) {

    public BrakeView {
        held = List.copyOf(held);
    }

    /** Whether it holds anything. */
    public boolean isOn() {
        return !held.isEmpty();
    }

    /** What people must know: what happened, what follows from it, and what they can do. Empty while the brake is off. */
    public String sentence() {
        if (!isOn()) {
            return "";
        }
        return silent + " of " + hosts
                + " hosts are silent. Slipway may be cut off from them itself, so it replaces nothing of "
                + (held.size() == 1 ? "1 of them" : held.size() + " of them") + " yet; the next one is evacuated "
                + (untilNext.toSeconds() == 0 ? "in a moment." : "in " + untilNext.toSeconds() + " s.");
    }
}
