package io.slipway.console.deployments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.DeploymentService;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.Problems;
import io.slipway.console.components.StepList;
import io.slipway.iam.Permission;
import io.slipway.kernel.ProcessType;
import io.slipway.metrics.MetricService;
import io.slipway.metrics.ReleaseFigures;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The deployment in flight: who has how much, what was seen of it, the step now and the next, and the hands on it. */
class DeploymentPanel extends Div {

    private final DeploymentService deployments;
    private final MetricService metrics;
    private final H2 title = new H2();
    private final Div share = new Div();
    private final NativeTable sides = new NativeTable();
    private final StepList steps = new StepList();
    private final Paragraph limits = new Paragraph();
    private final Button promote = new Button("Promote", event -> promote());
    private final Button pause = new Button("Pause", event -> setPaused(true));
    private final Button resume = new Button("Resume", event -> setPaused(false));
    private final Button abort = new Button("Abort…", event -> abort());
    private @Nullable AppContext shown;
    private @Nullable DeploymentPicture picture;

    DeploymentPanel(DeploymentService deployments, MetricService metrics) {
        this.deployments = deployments;
        this.metrics = metrics;
        addClassNames("panel", "deployment-panel");
        setTestId("deployment");
        title.getElement().setAttribute("aria-live", "polite");
        share.addClassName("share-bar");
        share.getElement().setAttribute("role", "img");
        sides.addClassName("share-table");
        limits.addClassName("muted");
        promote.addThemeVariants(ButtonVariant.PRIMARY);
        promote.setTestId("deployment-promote");
        pause.setTestId("deployment-pause");
        resume.setTestId("deployment-resume");
        abort.setTestId("deployment-abort");
        var actions = new Div(promote, pause, resume, abort);
        actions.addClassName("cluster");
        var head = new Div(title, actions);
        head.addClassName("page-head");
        add(head, share, sides, steps, limits);
        setVisible(false);
    }

    /** Shows the app's newest deployment while it runs. */
    void show(AppContext context) {
        shown = context;
        refresh();
    }

    /** Looks at the figures again, which no event announces. */
    void refresh() {
        var context = shown;
        var deployment = context == null ? null : context.app().deployment();
        boolean runs = deployment != null && deployment.state() == DeploymentView.State.RUNNING;
        setVisible(runs);
        if (context == null || deployment == null || !runs) {
            return;
        }
        // A canary is of the web process; all others wait for its end.
        boolean canary = deployment.pace().strategy() instanceof DeploymentStrategy.Canary;
        var next = new DeploymentPicture(
                deployment,
                canary ? context.app().web().instances() : context.app().wantedInstances(),
                context.instances().stream()
                        .filter(row -> !canary || row.processType().equals(ProcessType.WEB))
                        .toList(),
                figures(context, deployment, deployment.releaseNumber()),
                figures(context, deployment, deployment.previousNumber()));
        showActions(context, deployment);
        if (!next.equals(picture)) {
            picture = next;
            show(next);
        }
    }

    private ReleaseFigures figures(AppContext context, DeploymentView deployment, int release) {
        var since = deployment.pace().shareSince();
        return !deployment.isTrial() || since == null
                ? ReleaseFigures.NONE
                : metrics.ofRelease(context.app().id(), release, since);
    }

    private void show(DeploymentPicture now) {
        title.setText(now.headline());
        showShare(now);
        sides.removeAll();
        sides.getHead()
                .add(row(Stream.of("Release", "Take traffic", "Share", "Requests", "Errors (5xx)", "p95")
                        .map(NativeTableHeaderCell::new)
                        .toArray(NativeTableHeaderCell[]::new)));
        now.sides().forEach(side -> sides.getBody().add(line(side)));
        steps.setSteps(now.steps());
        limits.setText(now.limits());
        limits.setVisible(!now.limits().isEmpty());
    }

    private void showShare(DeploymentPicture now) {
        share.removeAll();
        share.getElement().setAttribute("aria-label", now.shareInWords());
        var sides = now.sides();
        share.add(part("share-new", sides.getFirst(), now.share()));
        if (sides.size() > 1) {
            share.add(part("share-old", sides.getLast(), 100 - now.share()));
        }
    }

    private static Span part(String className, DeploymentPicture.Side side, int percent) {
        var part = new Span(side.release() + " " + side.share());
        part.addClassNames(className, "num");
        part.getStyle().set("flex-grow", String.valueOf(percent));
        return part;
    }

    private static NativeTableRow line(DeploymentPicture.Side side) {
        return row(
                List.of(side.release(), side.instances(), side.share(), side.requests(), side.errors(), side.p95())
                        .stream()
                        .map(NativeTableCell::new)
                        .toArray(NativeTableCell[]::new));
    }

    private static NativeTableRow row(com.vaadin.flow.component.Component... cells) {
        var row = new NativeTableRow();
        row.add(cells);
        return row;
    }

    private void showActions(AppContext context, DeploymentView deployment) {
        boolean may = context.may(Permission.SPACE_DEVELOP) && !context.app().deleting();
        boolean replaces =
                deployment.previousNumber() != 0 && deployment.previousNumber() != deployment.releaseNumber();
        promote.setVisible(deployment.isTrial());
        promote.setText(deployment
                .pace()
                .advanced()
                .presentStep()
                .map(next -> "Promote to " + next.percent() + " %")
                .orElse("Promote for good"));
        pause.setVisible(!deployment.pace().paused());
        resume.setVisible(deployment.pace().paused());
        abort.setVisible(replaces);
        for (var button : List.of(promote, pause, resume, abort)) {
            button.setEnabled(may);
            button.setTooltipText(may ? "" : "This needs the role Space developer.");
        }
    }

    private void promote() {
        var context = shown;
        var deployment = context == null ? null : context.app().deployment();
        if (context != null && deployment != null) {
            Problems.attempt(
                    this,
                    () -> deployments.promote(
                            context.app().id(), deployment.pace().step()));
            context.reload().run();
        }
    }

    private void setPaused(boolean paused) {
        var context = shown;
        if (context == null) {
            return;
        }
        var id = context.app().id();
        Problems.attempt(this, () -> {
            if (paused) {
                deployments.pause(id);
            } else {
                deployments.resume(id);
            }
        });
        context.reload().run();
    }

    private void abort() {
        var context = shown;
        var deployment = context == null ? null : context.app().deployment();
        if (context == null || deployment == null) {
            return;
        }
        var before = "v" + deployment.previousNumber();
        Confirm.explain(
                "Abort v" + deployment.releaseNumber() + "?",
                before
                        + " becomes the release that should run again, with its image, settings and variables. Instances of v"
                        + deployment.releaseNumber()
                        + " end after their requests; no request is lost. Routes, the number of"
                        + " instances and data outside of the app stay as they are.",
                "Go back to " + before,
                () -> {
                    deployments.abort(context.app().id());
                    context.reload().run();
                });
    }
}
