package io.slipway.console.deployments;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentView;
import io.slipway.console.components.Figures;
import io.slipway.console.components.StateKind;
import io.slipway.console.components.StepList;
import io.slipway.instances.InstanceRow;
import io.slipway.metrics.ReleaseFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a deployment that runs. Pure.
 *
 * @param wanted instances that the app should have
 * @param rows of the app
 * @param ofNew what the new release answered since it got its share
 * @param ofOld the same of the release before
 */
record DeploymentPicture(
        DeploymentView deployment, int wanted, List<InstanceRow> rows, ReleaseFigures ofNew, ReleaseFigures ofOld) {

    private static final int ALL = 100;

    /** One of the two releases in a line. */
    record Side(String release, String instances, String share, String requests, String errors, String p95) {}

    /** In one sentence. */
    String headline() {
        var old = deployment.previousNumber();
        var fresh = "v" + deployment.releaseNumber();
        if (deployment.isTrial()) {
            return fresh + " is a canary beside v" + old + (deployment.pace().paused() ? ", paused" : "");
        }
        var what = old == 0 || old == deployment.releaseNumber() ? fresh + " starts" : fresh + " replaces v" + old;
        return what + (deployment.pace().paused() ? ", paused" : "");
    }

    /** Percent of the picture that belongs to the new release: of the requests for a canary, else of the instances. */
    int share() {
        if (deployment.isTrial()) {
            return deployment.pace().share();
        }
        return wanted == 0 ? 0 : (int) Math.min(ALL, ALL * serving(deployment.releaseNumber()) / wanted);
    }

    /** What the picture shows, for those who do not see it. */
    String shareInWords() {
        var of = deployment.isTrial() ? " of the requests" : " of the instances";
        return "v" + deployment.releaseNumber() + " has " + share() + " %" + of;
    }

    /** Both releases, the new one first; one alone where nothing is replaced. */
    List<Side> sides() {
        var sides = new ArrayList<Side>();
        sides.add(side(deployment.releaseNumber(), share(), ofNew, guard()));
        int old = deployment.previousNumber();
        if (old != 0 && old != deployment.releaseNumber()) {
            sides.add(side(old, ALL - share(), ofOld, null));
        }
        return sides;
    }

    /** The steps of a canary: what was, is and comes; empty otherwise. */
    List<StepList.Step> steps() {
        if (!(deployment.pace().strategy() instanceof DeploymentStrategy.Canary(var steps, var guard))) {
            return List.of();
        }
        var list = new ArrayList<StepList.Step>();
        for (int i = 0; i < steps.size(); i++) {
            list.add(step(i, steps.get(i)));
        }
        return list;
    }

    /** What ends the canary by itself; empty without one. */
    String limits() {
        var guard = guard();
        if (guard == null) {
            return "";
        }
        var p95 = guard.maxP95();
        return "It is taken back by itself when more than " + guard.maxErrorPercent() + " % of its answers are errors"
                + (p95 == null
                        ? ""
                        : ", or p95 is above " + Figures.millis(p95.toMillis()).text())
                + ", judged from " + guard.minRequests() + " requests on, up to 15 s after they were made; and when its"
                + " instances crash or fail their health check.";
    }

    private StepList.Step step(int index, CanaryStep step) {
        var pace = deployment.pace();
        var name = step.percent() + " % of the requests";
        int instances = step.instancesOf(wanted);
        if (index < pace.step()) {
            return new StepList.Step(name, StateKind.RUNNING, "passed", null);
        }
        var hold = step.hold();
        var until = hold == null ? "until somebody promotes it" : "for " + Figures.duration(hold);
        var size = Figures.count(instances, "instance");
        if (index > pace.step()) {
            return new StepList.Step(name, StateKind.PENDING, size + ", " + until, null);
        }
        var doing = pace.isReached() ? "held " + until : serving(deployment.releaseNumber()) + " of " + size + " serve";
        return new StepList.Step(name, StateKind.PROGRESS, doing, null);
    }

    private Side side(int release, int share, ReleaseFigures figures, @Nullable CanaryGuard guard) {
        long serving = serving(release);
        return new Side(
                "v" + release,
                Figures.count(serving, "instance"),
                share + " %",
                Figures.number(figures.requests(), "").text(),
                errors(figures, guard),
                p95(figures, guard));
    }

    private static String errors(ReleaseFigures figures, @Nullable CanaryGuard guard) {
        var share = figures.requests() == 0
                ? "–"
                : Figures.percent(figures.errorPercent() / ALL).text();
        return guard == null ? share : share + " (limit " + guard.maxErrorPercent() + " %)";
    }

    private static String p95(ReleaseFigures figures, @Nullable CanaryGuard guard) {
        var time = Figures.millis(figures.p95Millis()).text();
        return guard == null || guard.maxP95() == null
                ? time
                : time + " (limit " + Figures.millis(guard.maxP95().toMillis()).text() + ")";
    }

    private long serving(int release) {
        return rows.stream()
                .filter(row -> row.releaseNumber() == release && row.routable())
                .count();
    }

    private @Nullable CanaryGuard guard() {
        return deployment.isTrial()
                        && deployment.pace().strategy() instanceof DeploymentStrategy.Canary(var s, var guard)
                ? guard
                : null;
    }
}
