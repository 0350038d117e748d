package io.slipway.console.overview;

import io.slipway.apps.AppEvent;
import io.slipway.console.overview.TimelineEntry.Kind;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Puts what people and Slipway did and what ended unasked into one order, newest first. */
final class Timeline {

    /** The most lines that the overview shows. */
    static final int LIMIT = 30;

    private Timeline() {}

    static List<TimelineEntry> of(List<AppEvent> events, List<InstanceRow> rows) {
        return Stream.concat(
                        events.stream().map(Timeline::event),
                        rows.stream().filter(Timeline::isTrouble).map(Timeline::trouble))
                .sorted(Comparator.comparing(TimelineEntry::at).reversed())
                .limit(LIMIT)
                .toList();
    }

    /** An instance's end in one phrase: "exit code 137, out of memory". */
    static String end(InstanceRow row) {
        if (row.outOfMemory()) {
            return "out of memory" + (row.exitCode() == null ? "" : " (exit code " + row.exitCode() + ")");
        }
        if (row.exitCode() != null) {
            return "exit code " + row.exitCode();
        }
        return row.reason() == null ? "no reason given" : row.reason().replace('-', ' ');
    }

    private static TimelineEntry event(AppEvent event) {
        Kind kind = switch (event.action()) {
            case "app.deployed" -> Kind.SUCCESS;
            case "app.deployment-failed" -> Kind.FAILURE;
            default -> Kind.CHANGE;
        };
        // "v42 runs" begins with a name, which keeps its case.
        String text = kind == Kind.CHANGE ? capital(event.text()) : event.text();
        return new TimelineEntry(event.at(), kind, text, event.actor());
    }

    private static boolean isTrouble(InstanceRow row) {
        return row.state() == InstanceState.FAILED
                || row.state() == InstanceState.REJECTED
                || row.state() == InstanceState.LOST;
    }

    private static TimelineEntry trouble(InstanceRow row) {
        String verb = switch (row.state()) {
            case REJECTED -> " could not start";
            case LOST -> " was lost";
            default -> row.endedWithEngine() ? " ended with the Docker Engine" : " crashed";
        };
        return new TimelineEntry(row.stateSince(), Kind.FAILURE, "Instance " + row.name() + verb + ": " + end(row), "");
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
