package io.slipway.console.environment;

import io.slipway.apps.EnvironmentView.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A row of the environment page.
 *
 * @param value null unless it is revealed: masked values never leave the server
 * @param readable whether it could be revealed
 */
record VariableRow(String name, Mark mark, @Nullable String value, boolean readable) {

    /** What the cell holds while the value is masked; says nothing of its length. */
    private static final String MASK = "••••••••";

    String shown() {
        return value == null ? MASK : value;
    }

    boolean isRevealed() {
        return value != null;
    }

    boolean isRemoved() {
        return mark == Mark.REMOVED;
    }

    /** The pending change with a sign of its own, or nothing. */
    String pending() {
        return switch (mark) {
            case SAME -> "";
            case ADDED -> "+ added";
            case CHANGED -> "~ changed";
            case REMOVED -> "− removed";
        };
    }
}
