package io.slipway.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.iam.Permission;
import org.jspecify.annotations.Nullable;

/** Says that saved changes do not run yet, and offers to look at them, drop them or make them run. */
class StagedBar extends Div {

    private final AppService apps;
    private final Span text = new Span();
    private final Anchor review = new Anchor("", "Review");
    private final Button discard = new Button("Discard", event -> discard());
    private final Button canary = new Button("Apply as canary", event -> apply(DeploymentStrategy.DEFAULT_CANARY));
    private final Button apply = new Button("Apply", event -> apply(DeploymentStrategy.DEFAULT));
    private @Nullable AppContext shown;

    StagedBar(AppService apps) {
        this.apps = apps;
        addClassName("staged-bar");
        setVisible(false);
        review.addClassName("link");
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.setDisableOnClick(true);
        apply.setTestId("staged-apply");
        discard.setTestId("staged-discard");
        canary.setDisableOnClick(true);
        canary.setTestId("staged-canary");
        getElement().setAttribute("role", "status");
        var note = new Span(Icon.of("layers"), text);
        note.addClassName("staged-note");
        add(note, review, discard, canary, apply);
    }

    void show(AppContext context) {
        shown = context;
        var app = context.app();
        setVisible(app.staged());
        if (!app.staged()) {
            return;
        }
        text.setText(changes(context) + ", not running yet");
        review.setHref(AppNavigation.url(app.path(), AppPlace.ENVIRONMENT));
        var mayApply = context.may(Permission.SPACE_DEVELOP) && !app.deleting();
        apply.setEnabled(mayApply);
        discard.setEnabled(mayApply);
        canary.setEnabled(mayApply);
        canary.setVisible(app.started() && hasRun(app));
    }

    /** A canary stands beside a release that ran. */
    private static boolean hasRun(AppView app) {
        return app.deployment() != null && app.deployment().state() == DeploymentView.State.SUCCEEDED;
    }

    private String changes(AppContext context) {
        if (!context.may(Permission.SPACE_DEVELOP)) {
            return "Saved changes";
        }
        var count = apps.environment(context.app().id()).variables().stream()
                .filter(variable -> variable.mark() != Mark.SAME)
                .count();
        return count == 0 ? "Saved changes" : Figures.count(count, "saved change");
    }

    private void discard() {
        var context = shown;
        if (context == null) {
            return;
        }
        Confirm.explain(
                "Discard saved changes?",
                "What is saved but not running is lost. What runs stays as it is.",
                "Discard changes",
                () -> {
                    apps.discard(context.app().id());
                    context.reload().run();
                });
    }

    private void apply(DeploymentStrategy strategy) {
        var context = shown;
        if (context == null) {
            return;
        }
        Problems.attempt(this, () -> apps.apply(context.app().id(), strategy));
        context.reload().run();
    }
}
