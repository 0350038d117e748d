package io.slipway.orchestrator;

import java.util.ArrayList;
import java.util.List;

/** Every moment at which a server can die, counted; at the chosen ones it does. */
final class CrashPoints {

    /** The server is dead: no loop catches this. */
    static final class ServerDied extends Error {
        ServerDied(String where) {
            super(where, null, false, false);
        }
    }

    private final List<Integer> fatal;
    private final List<String> deaths = new ArrayList<>();
    private int passed;

    /** Dies at these points, counted from 0 over all lives of the server. */
    CrashPoints(List<Integer> fatal) {
        this.fatal = List.copyOf(fatal);
    }

    void pass(String where) {
        if (fatal.contains(passed++)) {
            deaths.add(where);
            throw new ServerDied(where);
        }
    }

    int passed() {
        return passed;
    }

    /** Where it died. */
    List<String> deaths() {
        return deaths;
    }
}
