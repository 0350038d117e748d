package io.slipway.console.admin;

import java.util.EnumSet;
import java.util.Set;

/** What can be done with a host, in the order of its menu. */
enum HostVerb {
    CORDON("Cordon…"),
    UNCORDON("Uncordon"),
    DRAIN("Drain…"),
    PROGRESS("Drain progress…"),
    PAUSE("Pause drain"),
    RESUME("Resume drain"),
    CANCEL("Cancel drain…"),
    SETTINGS("Labels and memory…"),
    REMOVE("Remove…");

    private final String text;

    HostVerb(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** What makes sense for a host as it is. */
    static Set<HostVerb> offeredFor(HostLoad load) {
        var drain = load.drain();
        if (drain == null) {
            return EnumSet.of(load.host().cordoned() ? UNCORDON : CORDON, DRAIN, SETTINGS, REMOVE);
        }
        return switch (drain.stage()) {
            case PLANNED, DRAINING -> EnumSet.of(PROGRESS, PAUSE, CANCEL, SETTINGS, REMOVE);
            case PAUSED -> EnumSet.of(PROGRESS, RESUME, CANCEL, SETTINGS, REMOVE);
            case DRAINED -> EnumSet.of(UNCORDON, SETTINGS, REMOVE);
        };
    }
}
