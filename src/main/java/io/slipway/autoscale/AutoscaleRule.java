package io.slipway.autoscale;

/**
 * What one instance should be at.
 *
 * @param target in the unit of the signal
 */
public record AutoscaleRule(Signal signal, double target) {

    /** "CPU 60 %". */
    public String words() {
        return signal.title() + " " + signal.words(target);
    }
}
