package io.slipway.console.apps;

import io.slipway.console.components.StateKind;
import java.util.Locale;
import java.util.Set;

/** The chips above the app list: which states each of them lets through. */
enum AppFilter {
    ALL("All", Set.of(StateKind.values())),
    RUNNING("Running", Set.of(StateKind.RUNNING)),
    PROGRESS("In progress", Set.of(StateKind.PROGRESS)),
    DEGRADED("Degraded", Set.of(StateKind.DEGRADED)),
    FAILED("Crashed", Set.of(StateKind.FAILED)),
    PENDING("Pending", Set.of(StateKind.PENDING)),
    STOPPED("Stopped", Set.of(StateKind.STOPPED, StateKind.SUSPENDED)),
    UNKNOWN("Unknown", Set.of(StateKind.UNKNOWN));

    private final String word;
    private final Set<StateKind> kinds;

    AppFilter(String word, Set<StateKind> kinds) {
        this.word = word;
        this.kinds = kinds;
    }

    String word() {
        return word;
    }

    /** The state whose shape the chip bears. */
    StateKind kind() {
        return kinds.size() == 1 ? kinds.iterator().next() : StateKind.STOPPED;
    }

    boolean lets(AppRow row) {
        return kinds.contains(row.state().kind());
    }

    /** Its value in the address. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The filter that an address names; all where it names none that exists. */
    static AppFilter of(String value) {
        for (AppFilter filter : values()) {
            if (filter.value().equals(value)) {
                return filter;
            }
        }
        return ALL;
    }
}
