package io.slipway.console.components;

/**
 * What an app does, told from what is wanted and what runs.
 *
 * @param word one or two words, such as "Running"
 * @param ready instances that take traffic
 * @param wanted instances that should
 */
public record AppState(StateKind kind, String word, int ready, int wanted) {

    /** Whether a person should look at it. */
    public boolean needsAttention() {
        return kind == StateKind.FAILED || kind == StateKind.DEGRADED || kind == StateKind.PENDING;
    }

    /** The word with the count where a count says something: "Degraded 2/3". */
    public String label() {
        return wanted == 0 && ready == 0 ? word : word + " " + ready + "/" + wanted;
    }
}
