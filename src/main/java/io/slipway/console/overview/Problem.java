package io.slipway.console.overview;

import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.ProcessType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an app, for the banner on its overview.
 *
 * @param title what happens, in one line
 * @param cause why, and what to do next
 * @param since when it began
 * @param process whose instance it is about
 * @param fix what would help most likely
 * @param lastGoodRelease the release to go back to, or null when there is none
 */
record Problem(
        String title,
        String cause,
        Instant since,
        String process,
        Fix fix,
        @Nullable Integer lastGoodRelease) {

    /** For how long a crash is told after the copy that replaced it runs. */
    private static final Duration CRASH_IS_NEWS = Duration.ofMinutes(5);

    /** The remedy that the banner offers first. */
    enum Fix {
        READ_LOGS,
        ROLL_BACK,
        RAISE_MEMORY,
        WAIT_FOR_HOST
    }

    /** Looks for the worst that is wrong; empty when all is well or the app is meant to be stopped. */
    static Optional<Problem> of(AppView app, List<InstanceRow> rows, Instant now) {
        if (!app.started() || app.deleting()) {
            return Optional.empty();
        }
        return unplaced(rows).or(() -> crash(app, rows, now)).or(() -> failedDeployment(app));
    }

    private static Optional<Problem> unplaced(List<InstanceRow> rows) {
        List<InstanceRow> waiting = rows.stream()
                .filter(row -> row.state() == InstanceState.PENDING && row.placementError() != null)
                .toList();
        return waiting.stream()
                .findFirst()
                .map(row -> new Problem(
                        waiting.size() == 1
                                ? "Instance " + row.name() + " waits for a host"
                                : waiting.size() + " instances wait for a host",
                        String.valueOf(row.placementError()),
                        row.createdAt(),
                        row.processType(),
                        Fix.WAIT_FOR_HOST,
                        null));
    }

    private static Optional<Problem> crash(AppView app, List<InstanceRow> rows, Instant now) {
        return rows.stream()
                .filter(row -> row.hasCrashed() || couldNotStart(row))
                .max(Comparator.comparing(InstanceRow::stateSince))
                .filter(row -> row.stateSince().isAfter(now.minus(CRASH_IS_NEWS)) || !isReplaced(row, rows))
                .map(row -> crash(app, row, rows));
    }

    private static Problem crash(AppView app, InstanceRow row, List<InstanceRow> rows) {
        String title = "Instance " + row.name() + what(row, rows) + ": " + Timeline.end(row);
        String cause = row.detail() == null ? "Its last lines in the log tell more." : row.detail();
        Fix fix = row.outOfMemory() ? Fix.RAISE_MEMORY : Fix.READ_LOGS;
        return new Problem(title, cause, row.stateSince(), row.processType(), fix, previousRelease(app));
    }

    private static String what(InstanceRow row, List<InstanceRow> rows) {
        if (couldNotStart(row)) {
            return " could not start";
        }
        long times = rows.stream()
                .filter(other -> other.name().equals(row.name()) && other.hasCrashed())
                .count();
        return times > 1 ? " crashed " + times + " times" : " crashed";
    }

    private static boolean couldNotStart(InstanceRow row) {
        return row.state() == InstanceState.REJECTED;
    }

    /** Whether a later copy runs, or would still if its engine had not stopped. */
    private static boolean isReplaced(InstanceRow gone, List<InstanceRow> rows) {
        return rows.stream()
                .anyMatch(row -> row.name().equals(gone.name())
                        && row.incarnation() > gone.incarnation()
                        && (row.state() == InstanceState.RUNNING || row.endedWithEngine()));
    }

    private static Optional<Problem> failedDeployment(AppView app) {
        DeploymentView deployment = app.deployment();
        if (deployment == null || deployment.state() != DeploymentView.State.FAILED) {
            return Optional.empty();
        }
        String cause = deployment.cause() == null ? "The log of the new instances tells more." : deployment.cause();
        Instant since = deployment.finishedAt() == null ? deployment.startedAt() : deployment.finishedAt();
        return Optional.of(new Problem(
                "Deployment of v" + deployment.releaseNumber() + " failed",
                cause,
                since,
                ProcessType.WEB,
                Fix.READ_LOGS,
                previousRelease(app)));
    }

    /** The release that ran before the newest deployment, where going back to it would change something. */
    private static @Nullable Integer previousRelease(AppView app) {
        DeploymentView deployment = app.deployment();
        if (deployment == null || deployment.previousNumber() == 0) {
            return null;
        }
        return deployment.previousNumber() == app.release().number() ? null : deployment.previousNumber();
    }
}
