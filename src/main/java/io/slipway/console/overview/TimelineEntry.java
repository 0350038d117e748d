package io.slipway.console.overview;

import java.time.Instant;

/**
 * One line of an app's timeline.
 *
 * @param actor who or what caused it; empty where nobody did
 */
record TimelineEntry(Instant at, Kind kind, String text, String actor) {

    /** What sort of event it was; each has a shape of its own on the page. */
    enum Kind {
        CHANGE,
        SUCCESS,
        FAILURE
    }
}
