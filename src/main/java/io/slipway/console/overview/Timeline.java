package io.slipway.console.overview;

import io.slipway.apps.AppEvent;
import io.slipway.apps.DeploymentView;
import io.slipway.console.overview.TimelineEntry.Kind;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Puts what people did, how deployments ended and what crashed into one order, newest first. */
final class Timeline {

    /** The most lines that the overview shows. */
    static final int LIMIT = 30;

    private Timeline() {}

    static List<TimelineEntry> of(List<AppEvent> events, List<DeploymentView> deployments, List<InstanceRow> rows) {
        return Stream.of(
                        events.stream().map(Timeline::change),
                        deployments.stream().flatMap(Timeline::end),
                        rows.stream().filter(Timeline::isCrash).map(Timeline::crash))
                .flatMap(entries -> entries)
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

    private static TimelineEntry change(AppEvent event) {
        return new TimelineEntry(event.at(), Kind.CHANGE, capital(event.text()), event.actor());
    }

    private static Stream<TimelineEntry> end(DeploymentView deployment) {
        Instant at = deployment.finishedAt();
        if (at == null) {
            return Stream.empty();
        }
        String release = "v" + deployment.releaseNumber();
        return switch (deployment.state()) {
            case RUNNING -> Stream.empty();
            case SUCCEEDED -> Stream.of(new TimelineEntry(at, Kind.SUCCESS, release + " runs", ""));
            case FAILED -> Stream.of(new TimelineEntry(at, Kind.FAILURE, release + " failed" + because(deployment), ""));
            case ROLLED_BACK -> Stream.of(
                    new TimelineEntry(at, Kind.FAILURE, release + " was rolled back" + because(deployment), ""));
            case CANCELLED -> Stream.of(new TimelineEntry(at, Kind.CHANGE, release + " was cancelled", ""));
        };
    }

    private static String because(DeploymentView deployment) {
        return deployment.cause() == null ? "" : ": " + deployment.cause();
    }

    private static boolean isCrash(InstanceRow row) {
        return row.state() == InstanceState.FAILED
                || row.state() == InstanceState.REJECTED
                || row.state() == InstanceState.LOST;
    }

    private static TimelineEntry crash(InstanceRow row) {
        String verb =
                switch (row.state()) {
                    case REJECTED -> " could not start";
                    case LOST -> " was lost";
                    default -> " crashed";
                };
        return new TimelineEntry(row.stateSince(), Kind.FAILURE, "Instance " + row.index() + verb + ": " + end(row), "");
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
