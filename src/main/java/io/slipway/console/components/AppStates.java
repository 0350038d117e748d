package io.slipway.console.components;

import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import java.util.List;

/** Tells an app's state from what is wanted of it and the instances it has. Pure. */
public final class AppStates {

    private AppStates() {}

    /**
     * The state of an app.
     *
     * @param instances its instances; gone ones may be among them and tell a crash from a first start
     */
    public static AppState of(AppView app, List<InstanceRow> instances) {
        var living = instances.stream().filter(row -> !row.isGone()).toList();
        if (app.deleting()) {
            return new AppState(StateKind.PROGRESS, "Deleting", 0, 0);
        }
        if (!app.started() || app.wantedInstances() == 0) {
            return resting(app, living);
        }
        var ready = ready(app, living);
        var wanted = app.wantedInstances();
        if (ready >= wanted) {
            return isDeploying(app)
                    ? new AppState(StateKind.PROGRESS, "Deploying", wanted, wanted)
                    : new AppState(StateKind.RUNNING, "Running", wanted, wanted);
        }
        var told = ready == 0 ? down(app, instances, living) : partly(app, instances, living);
        return new AppState(told.kind, told.word, ready, wanted);
    }

    /** More of one process make up for none of another. */
    private static int ready(AppView app, List<InstanceRow> living) {
        return app.processes().stream()
                .mapToInt(process -> (int) living.stream()
                        .filter(row -> row.processType().equals(process.type()) && isReady(app, row))
                        .limit(process.instances())
                        .count())
                .sum();
    }

    private record Told(StateKind kind, String word) {}

    private static AppState resting(AppView app, List<InstanceRow> living) {
        if (!living.isEmpty()) {
            return new AppState(StateKind.PROGRESS, "Stopping", living.size(), 0);
        }
        if (app.deployment() == null) {
            return new AppState(StateKind.STOPPED, "Not deployed", 0, 0);
        }
        return new AppState(StateKind.STOPPED, app.started() ? "Scaled to 0" : "Stopped", 0, 0);
    }

    private static Told down(AppView app, List<InstanceRow> all, List<InstanceRow> living) {
        if (living.stream().anyMatch(row -> row.notBefore() != null)) {
            return new Told(StateKind.FAILED, "Crashed");
        }
        if (living.stream().anyMatch(row -> row.placementError() != null)) {
            return new Told(StateKind.PENDING, "Pending");
        }
        if (isDeploying(app)) {
            return new Told(StateKind.PROGRESS, "Deploying");
        }
        if (living.isEmpty() && hasFailed(app)) {
            return new Told(StateKind.FAILED, "Failed");
        }
        if (living.stream().anyMatch(row -> row.state() == InstanceState.RUNNING && isWanted(row))) {
            return new Told(StateKind.FAILED, "Unhealthy");
        }
        return missingCrashed(all, living)
                ? new Told(StateKind.FAILED, "Crashed")
                : new Told(StateKind.PROGRESS, "Starting");
    }

    private static Told partly(AppView app, List<InstanceRow> all, List<InstanceRow> living) {
        if (isDeploying(app)) {
            return new Told(StateKind.PROGRESS, "Deploying");
        }
        var troubled = living.stream()
                .anyMatch(row -> row.notBefore() != null
                        || row.placementError() != null
                        || (row.state() == InstanceState.RUNNING && isWanted(row) && !isReady(app, row)));
        return troubled || missingCrashed(all, living)
                ? new Told(StateKind.DEGRADED, "Degraded")
                : new Told(StateKind.PROGRESS, "Scaling");
    }

    /** Whether an index that does not run lost its copy before this one to a crash. */
    private static boolean missingCrashed(List<InstanceRow> all, List<InstanceRow> living) {
        return living.stream()
                .filter(row -> isWanted(row) && row.state() != InstanceState.RUNNING)
                .anyMatch(row -> all.stream()
                        .anyMatch(before -> before.name().equals(row.name())
                                && before.incarnation() == row.incarnation() - 1
                                && before.hasCrashed()));
    }

    private static boolean isReady(AppView app, InstanceRow row) {
        return row.state() == InstanceState.RUNNING
                && isWanted(row)
                && (row.routable() || app.settingsOf(row.processType()).port() == 0);
    }

    private static boolean isWanted(InstanceRow row) {
        return row.desired() == DesiredState.RUNNING;
    }

    private static boolean isDeploying(AppView app) {
        var deployment = app.deployment();
        return deployment != null && deployment.state() == DeploymentView.State.RUNNING;
    }

    private static boolean hasFailed(AppView app) {
        var deployment = app.deployment();
        return deployment != null && deployment.state() == DeploymentView.State.FAILED;
    }
}
