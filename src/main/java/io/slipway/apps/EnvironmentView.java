package io.slipway.apps;

import io.slipway.kernel.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The environment as its page shows it: saved values beside what runs.
 *
 * @param variables sorted by name, removed ones included
 * @param version for the "changed meanwhile" check of a later edit
 */
public record EnvironmentView(List<Variable> variables, long version) {

    /**
     * One variable.
     *
     * @param value the saved value, null when the caller may not see values
     * @param running the value of the current release, null when it has none or may not be seen
     */
    public record Variable(
            String name, @Nullable Secret value, @Nullable Secret running, Mark mark) {}

    /** How the saved value differs from the running one. */
    public enum Mark {
        SAME,
        ADDED,
        CHANGED,
        REMOVED
    }

    /** Whether anything is saved that does not run. */
    public boolean isStaged() {
        return variables.stream().anyMatch(variable -> variable.mark() != Mark.SAME);
    }
}
