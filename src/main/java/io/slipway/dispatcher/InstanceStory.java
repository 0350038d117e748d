package io.slipway.dispatcher;

import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.CrashPolicy;
import io.slipway.logs.LogLine.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change of an instance is called in the log of its app. Pure. */
final class InstanceStory {

    /** A line for the app's log. */
    record Told(Level level, String text) {}

    private static final int KILLED = 137;

    private InstanceStory() {}

    /**
     * The lines that tell what happened between two sights of one instance, oldest first.
     *
     * @param before as it was told last; null when it is new
     * @param hostName of the host that it is on, empty when none
     */
    static List<Told> between(@Nullable InstanceRecord before, InstanceRecord now, String hostName, Instant at) {
        var told = new ArrayList<Told>();
        if (before == null) {
            waits(now, at, told);
        }
        if (!Objects.equals(placementError(before), now.placementError()) && now.placementError() != null) {
            told.add(warn(now, "cannot be placed: " + now.placementError()));
        }
        if ((before == null || before.hostId() == null) && now.hostId() != null) {
            told.add(info(now, "placed on " + hostName));
        }
        if (before == null || before.state() != now.state()) {
            state(now, told);
        }
        if (now.isGivenUp() && (before == null || !before.isGivenUp())) {
            told.add(error(
                    now,
                    "is given up after %d crashes in a row; restart the app to try again"
                            .formatted(CrashPolicy.GIVEN_UP_AT)));
        }
        traffic(before, now, told);
        return List.copyOf(told);
    }

    private static void waits(InstanceRecord now, Instant at, List<Told> told) {
        if (now.notBefore() != null && now.notBefore().isAfter(at) && now.state() == InstanceState.PENDING) {
            told.add(warn(
                    now, "starts again in " + inWords(Duration.between(at, now.notBefore())) + ", after its crashes"));
        }
    }

    private static void state(InstanceRecord now, List<Told> told) {
        switch (now.state()) {
            case STARTING -> told.add(info(now, "started" + (now.port() > 0 ? ", waiting for its health check" : "")));
            case STOPPING -> told.add(info(now, "is being stopped"));
            case STOPPED ->
                told.add(
                        now.detail() == null
                                ? info(now, "stopped" + exitStatus(now))
                                : warn(now, "stopped" + exitStatus(now) + ": " + now.detail()));
            case FAILED -> told.add(error(now, ending(now)));
            case REJECTED -> told.add(error(now, "could not start: " + detail(now)));
            case LOST -> told.add(error(now, "is lost: " + detail(now)));
            case PENDING, ASSIGNED, PREPARING, RUNNING -> {
                // Told by its placement and by whether it takes traffic.
            }
        }
    }

    private static void traffic(@Nullable InstanceRecord before, InstanceRecord now, List<Told> told) {
        boolean was = before != null && before.routable();
        if (now.restarts() > (before == null ? 0 : before.restarts())) {
            told.add(warn(now, "was restarted by its host (" + now.restarts() + " times so far)"));
        }
        if (now.state() != InstanceState.RUNNING || was == now.routable()) {
            return;
        }
        if (now.routable()) {
            told.add(info(now, now.port() > 0 ? "passed its health check and takes traffic" : "runs"));
        } else if (now.desired() == DesiredState.RUNNING) {
            told.add(warn(now, "failed its health check and takes no traffic"));
        }
    }

    private static String ending(InstanceRecord now) {
        if (now.outOfMemory()) {
            return "ran out of memory (limit " + now.memory().toMebibytes() + " MB)" + exitStatus(now);
        }
        if ("exited".equals(now.reason())) {
            // Its last words stand in the log already.
            return Objects.equals(now.exitCode(), KILLED)
                    ? "was killed by something else" + exitStatus(now)
                    : "crashed" + exitStatus(now);
        }
        return "ended" + exitStatus(now) + ": " + detail(now);
    }

    private static String exitStatus(InstanceRecord now) {
        return now.exitCode() == null ? "" : ", exit status " + now.exitCode();
    }

    private static String detail(InstanceRecord now) {
        return now.detail() == null ? "no reason was given" : now.detail();
    }

    private static @Nullable String placementError(@Nullable InstanceRecord row) {
        return row == null ? null : row.placementError();
    }

    private static String inWords(Duration wait) {
        long seconds = Math.max(1, Math.round(wait.toMillis() / 1000.0));
        return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    private static Told info(InstanceRecord row, String words) {
        return told(Level.INFO, row, words);
    }

    private static Told warn(InstanceRecord row, String words) {
        return told(Level.WARN, row, words);
    }

    private static Told error(InstanceRecord row, String words) {
        return told(Level.ERROR, row, words);
    }

    private static Told told(Level level, InstanceRecord row, String words) {
        return new Told(level, "instance " + row.name() + " of v" + row.releaseNumber() + " " + words);
    }
}
