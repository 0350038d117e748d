package io.slipway.console.overview;

import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a first deployment stands, derived from the deployment and its instances. Pure: no clock, no service. */
final class FirstDeploySteps {

    /** How one step stands. */
    enum Status {
        WAITING,
        ACTIVE,
        DONE,
        FAILED
    }

    /**
     * One step as the page shows it.
     *
     * @param detail what is going on, or the cause of a failure; empty when the step speaks for itself
     */
    record Line(DeployStep step, Status status, String detail) {}

    private final AppView app;
    private final @Nullable InstanceRow row;

    private FirstDeploySteps(AppView app, @Nullable InstanceRow row) {
        this.app = app;
        this.row = row;
    }

    /** Whether an app never ran yet and is on its way or failed to get there. */
    static boolean isFirstDeploy(AppView app) {
        DeploymentView deployment = app.deployment();
        return deployment != null
                && deployment.previousNumber() == 0
                && (deployment.state() == DeploymentView.State.RUNNING
                        || deployment.state() == DeploymentView.State.FAILED);
    }

    static FirstDeploySteps of(AppView app, List<InstanceRow> rows) {
        return new FirstDeploySteps(app, leading(rows).orElse(null));
    }

    /** The step that is under way, or the one that failed; empty when all is done. */
    Optional<DeployStep> current() {
        DeploymentView deployment = app.deployment();
        if (deployment == null) {
            return Optional.of(DeployStep.QUEUED);
        }
        return switch (deployment.state()) {
            case SUCCEEDED -> Optional.empty();
            case RUNNING, FAILED, ROLLED_BACK, CANCELLED -> Optional.of(reached());
        };
    }

    /** The row that is ahead of the others and so decides what the steps say. */
    Optional<InstanceRow> leadingRow() {
        return Optional.ofNullable(row);
    }

    boolean isFailed() {
        DeploymentView deployment = app.deployment();
        return deployment != null && deployment.state() == DeploymentView.State.FAILED;
    }

    /** The steps in order; an app without a port has no route to wait for. */
    List<Line> lines() {
        Optional<DeployStep> current = current();
        return Stream.of(DeployStep.values())
                .filter(step -> step != DeployStep.ROUTE || app.release().web().port() > 0)
                .map(step -> line(step, current))
                .toList();
    }

    private Line line(DeployStep step, Optional<DeployStep> current) {
        if (current.isEmpty() || step.ordinal() < current.get().ordinal()) {
            return new Line(step, Status.DONE, fact(step));
        }
        if (step != current.get()) {
            return new Line(step, Status.WAITING, "");
        }
        return new Line(step, isFailed() ? Status.FAILED : Status.ACTIVE, isFailed() ? cause() : doing(step));
    }

    private DeployStep reached() {
        if (row == null) {
            return app.release().imageId().isEmpty() ? DeployStep.IMAGE : DeployStep.PLACED;
        }
        return switch (row.state()) {
            case PENDING -> DeployStep.PLACED;
            case ASSIGNED, PREPARING, REJECTED, LOST -> DeployStep.START;
            case STARTING -> DeployStep.HEALTH;
            case RUNNING -> app.release().web().port() > 0 ? DeployStep.ROUTE : DeployStep.HEALTH;
            case FAILED -> failedAtHealth() ? DeployStep.HEALTH : DeployStep.START;
            case STOPPING, STOPPED -> DeployStep.HEALTH;
        };
    }

    private boolean failedAtHealth() {
        String reason = row == null ? null : row.reason();
        return reason != null && (reason.contains("health") || reason.contains("probe") || reason.contains("timeout"));
    }

    private String fact(DeployStep step) {
        return switch (step) {
            case IMAGE -> app.release().image();
            case PLACED -> row == null || row.hostName().isEmpty() ? "" : "on " + row.hostName();
            case QUEUED, START, HEALTH, ROUTE -> "";
        };
    }

    private String doing(DeployStep step) {
        return switch (step) {
            case QUEUED -> "";
            case IMAGE -> "Asking for " + app.release().image();
            case PLACED -> placing();
            case START -> starting();
            case HEALTH -> probing();
            case ROUTE -> "Asking the app through its route";
        };
    }

    private String placing() {
        if (row == null) {
            return "Waiting for the scheduler";
        }
        return row.placementError() == null ? "Looking for a host" : row.placementError();
    }

    private String starting() {
        if (row == null) {
            return "";
        }
        if (row.detail() != null && row.state() != InstanceState.PREPARING) {
            return row.detail();
        }
        return row.progress() == null ? "Making the container" : row.progress();
    }

    private String probing() {
        return switch (app.release().web().healthCheck().type()) {
            case PROCESS -> "Waiting for the process";
            case PORT -> "Waiting for port " + app.release().web().port();
            case HTTP ->
                "Waiting for 200 from " + app.release().web().healthCheck().path();
        };
    }

    private String cause() {
        DeploymentView deployment = app.deployment();
        if (deployment != null && deployment.cause() != null) {
            return deployment.cause();
        }
        return row == null || row.detail() == null ? "The deployment failed." : row.detail();
    }

    /** The living row that is furthest; where none lives, the newest of the gone ones. */
    private static Optional<InstanceRow> leading(List<InstanceRow> rows) {
        Optional<InstanceRow> living = rows.stream()
                .filter(row -> !row.isGone() && !isRetry(row))
                .max(Comparator.comparing(InstanceRow::state));
        return living.or(() ->
                        rows.stream().filter(InstanceRow::isGone).max(Comparator.comparing(InstanceRow::stateSince)))
                .or(() -> rows.stream().findFirst());
    }

    /** A copy that waits for its next try says less than the one that failed before it. */
    private static boolean isRetry(InstanceRow row) {
        return row.state() == InstanceState.PENDING && row.notBefore() != null && row.incarnation() > 1;
    }
}
