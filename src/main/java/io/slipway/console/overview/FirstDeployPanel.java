package io.slipway.console.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.apps.DeploymentView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.LogPanel;
import io.slipway.console.components.StateKind;
import io.slipway.console.components.StepList;
import io.slipway.console.overview.FirstDeploySteps.Line;
import io.slipway.console.overview.FirstDeploySteps.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands on the overview until an app ran once: the steps on the way, and its log as it comes. */
class FirstDeployPanel extends Div {

    private final Clock clock;
    private final StepTimes times = new StepTimes();
    private final H2 title = new H2();
    private final StepList steps = new StepList();
    private final Paragraph advice = new Paragraph();
    private final Div actions = new Div();
    private boolean built;

    FirstDeployPanel(Clock clock) {
        this.clock = clock;
        addClassNames("panel", "first-deploy");
        setTestId("first-deploy");
        advice.addClassName("first-deploy-advice");
        actions.addClassName("cluster");
        steps.getElement().setAttribute("aria-live", "polite");
        add(title, steps, advice, actions);
    }

    void show(AppContext context) {
        if (!built) {
            built = true;
            build(context);
        }
        var state = FirstDeploySteps.of(context.app(), context.instances());
        if (!state.isFailed()) {
            // A failed deployment's copies are tried again: their times are not those of its steps.
            note(context, state);
        }
        title.setText((state.isFailed() ? "Could not deploy " : "Deploying ")
                + context.app().path().app());
        Instant end = end(context.app().deployment());
        steps.setSteps(state.lines().stream().map(line -> step(line, end)).toList());
        advice.setVisible(state.isFailed());
        advice.setText("Mend the cause, then deploy again. Nothing of the app is lost meanwhile.");
        actions.setVisible(state.isFailed());
    }

    private void build(AppContext context) {
        var path = context.app().path();
        actions.add(
                AppNavigation.link(path, AppPlace.SETTINGS, "Change port, size or health check"),
                AppNavigation.link(path, AppPlace.DEPLOYMENTS, "Deploy another image"),
                AppNavigation.link(path, AppPlace.LOGS, "Open logs"));
        var log = new LogPanel(context.app().id()).compact();
        log.setEmptyText("Lines appear here as soon as the app writes some.");
        add(log);
    }

    private void note(AppContext context, FirstDeploySteps state) {
        DeploymentView deployment = context.app().deployment();
        if (deployment != null) {
            times.began(DeployStep.QUEUED, deployment.startedAt());
        }
        state.leadingRow().ifPresent(row -> times.began(DeployStep.PLACED, row.createdAt()));
        state.current()
                .filter(step -> step.ordinal() > DeployStep.PLACED.ordinal())
                .ifPresent(step -> times.began(
                        step, state.leadingRow().map(row -> row.stateSince()).orElseGet(clock::instant)));
    }

    private Instant end(@Nullable DeploymentView deployment) {
        Instant finished = deployment == null ? null : deployment.finishedAt();
        return finished == null ? clock.instant() : finished;
    }

    private StepList.Step step(Line line, Instant end) {
        Duration took = line.status() == Status.WAITING || line.status() == Status.ACTIVE
                ? null
                : times.took(line.step(), end).orElse(null);
        return new StepList.Step(line.step().word(), kind(line.status()), line.detail(), took);
    }

    private static StateKind kind(Status status) {
        return switch (status) {
            case WAITING -> StateKind.PENDING;
            case ACTIVE -> StateKind.PROGRESS;
            case DONE -> StateKind.RUNNING;
            case FAILED -> StateKind.FAILED;
        };
    }
}
