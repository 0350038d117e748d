package io.slipway.console.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.InstanceSize;
import io.slipway.apps.ReleaseSettings;
import io.slipway.console.apps.SizeField;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.LogPanel;
import io.slipway.console.components.RelativeTime;
import io.slipway.console.components.StateBadge;
import io.slipway.console.components.StateKind;
import io.slipway.iam.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is wrong, since when, why, and offers the way out; not there while all is well. */
class ProblemBanner extends Div {

    /** How long before the trouble the linked log begins. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final AppService apps;
    private final Div text = new Div();
    private final Div lines = new Div();
    private @Nullable Problem shown;

    ProblemBanner(AppService apps) {
        this.apps = apps;
        addClassName("problem-banner");
        setTestId("problem-banner");
        getElement().setAttribute("role", "status");
        lines.addClassName("problem-log");
        add(text, lines);
        setVisible(false);
    }

    void show(AppContext context, Optional<Problem> problem) {
        setVisible(problem.isPresent());
        if (problem.isEmpty() || problem.get().equals(shown)) {
            shown = problem.orElse(null);
            return;
        }
        shown = problem.get();
        text.removeAll();
        text.add(head(shown), new Paragraph(shown.cause()), actions(context, shown));
        if (lines.getChildren().findAny().isEmpty() && shown.fix() != Problem.Fix.WAIT_FOR_HOST) {
            lines.add(new LogPanel(context.app().id()).compact().withFilter("level:error"));
        }
        lines.setVisible(shown.fix() != Problem.Fix.WAIT_FOR_HOST);
    }

    private static Div head(Problem problem) {
        var kind = problem.fix() == Problem.Fix.WAIT_FOR_HOST ? StateKind.PENDING : StateKind.FAILED;
        var word = problem.fix() == Problem.Fix.WAIT_FOR_HOST ? "Pending" : "Problem";
        var since = new Span(new RelativeTime(problem.since()));
        since.addClassName("muted");
        var head = new Div(new StateBadge(kind, word), new H2(problem.title()), since);
        head.addClassName("cluster");
        return head;
    }

    private Div actions(AppContext context, Problem problem) {
        List<Component> actions = new ArrayList<>();
        var path = context.app().path();
        if (problem.fix() != Problem.Fix.WAIT_FOR_HOST) {
            var url = AppNavigation.url(path, AppPlace.LOGS) + "?from="
                    + problem.since().minus(BEFORE).toEpochMilli();
            var logs = AppNavigation.link(url, "Open logs at that time");
            logs.setTestId("problem-logs");
            actions.add(logs);
        }
        if (problem.lastGoodRelease() != null) {
            actions.add(allowed(context, rollBack(context, problem.lastGoodRelease())));
        }
        SizeField.next(context.app().settingsOf(problem.process()).size())
                .filter(size -> problem.fix() == Problem.Fix.RAISE_MEMORY)
                .ifPresent(size -> actions.add(allowed(context, raise(context, problem.process(), size))));
        var row = new Div();
        row.add(actions);
        row.addClassName("cluster");
        return row;
    }

    private Button rollBack(AppContext context, int release) {
        var app = context.app();
        var button = new Button(
                "Roll back to v" + release,
                event -> Confirm.explain(
                        "Roll back to v" + release + "?",
                        app.path().app() + " gets the image, settings and variables of v" + release
                                + " as a new release. Data outside of the app, such as a database's schema, stays as it is.",
                        "Roll back",
                        () -> {
                            apps.rollBack(app.id(), release);
                            context.reload().run();
                        }));
        button.setTestId("problem-roll-back");
        return button;
    }

    private Button raise(AppContext context, String process, InstanceSize size) {
        var app = context.app();
        var button = new Button(
                "Raise memory",
                event -> Confirm.explain(
                        "Give each instance more?",
                        "Each instance gets " + SizeField.label(size) + " instead of "
                                + SizeField.label(app.settingsOf(process).size())
                                + ". This makes a release and replaces all instances.",
                        "Raise memory",
                        () -> {
                            apps.configure(app.id(), withSize(app, process, size));
                            context.reload().run();
                        }));
        button.setTestId("problem-raise-memory");
        return button;
    }

    private static Button allowed(AppContext context, Button button) {
        var may = context.may(Permission.SPACE_DEVELOP);
        button.setEnabled(may);
        button.setTooltipText(may ? "" : "This needs the role Space developer.");
        return button;
    }

    private static ReleaseSettings withSize(AppView app, String process, InstanceSize size) {
        return app.release().settings().with(process, app.settingsOf(process).withSize(size));
    }
}
