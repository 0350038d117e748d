package io.slipway.autoscale;

/**
 * What a rule saw and what it asks for.
 *
 * @param value of one instance, averaged; NaN where it is not known
 * @param wish how many instances would be at the target; as many as there are where nothing is known
 */
public record Reading(AutoscaleRule rule, double value, int wish) {

    /** Whether anything was measured. */
    public boolean isKnown() {
        return !Double.isNaN(value);
    }

    /** "CPU 91 %, target 60 %". */
    public String words() {
        var signal = rule.signal();
        return isKnown()
                ? signal.title() + " " + signal.words(value) + ", target " + signal.words(rule.target())
                : signal.title() + " not measured";
    }
}
