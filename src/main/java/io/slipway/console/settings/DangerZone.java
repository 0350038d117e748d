package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppService;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.Figures;
import io.slipway.console.components.Section;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceRow;
import org.jspecify.annotations.Nullable;

/** Stopping an app, and its end. */
class DangerZone extends Composite<Section> {

    private final AppService apps;
    private final Button stop = new Button("Stop…", event -> stop());
    private final Button delete = new Button("Delete…", event -> delete());
    private @Nullable AppContext context;

    DangerZone(AppService apps) {
        this.apps = apps;
        stop.setTestId("settings-stop");
        delete.setTestId("settings-delete");
        delete.addThemeVariants(ButtonVariant.ERROR);
    }

    @Override
    protected Section initContent() {
        var section = new Section(
                "Danger zone",
                line(
                        "Stop",
                        "All instances end after they were drained. Nothing is lost; start it again any time.",
                        stop),
                line("Delete", "Instances, routes, releases, logs and metrics go for good.", delete));
        section.addClassName("danger-zone");
        return section;
    }

    void show(AppContext shown) {
        context = shown;
        var free = !shown.app().deleting();
        allow(stop, shown.may(Permission.SPACE_OPERATE), free && shown.app().started());
        allow(delete, shown.may(Permission.SPACE_DEVELOP), free);
    }

    /** What goes with an app, with counts. */
    static String lossOf(AppContext context) {
        long living = context.instances().stream().filter(row -> !row.isGone()).count();
        long gone = context.instances().stream().filter(InstanceRow::isGone).count();
        return Figures.count(living, "container") + ", "
                + Figures.count(context.routes().size(), "route") + ", releases up to v"
                + context.app().release().number() + ", and all logs and metrics, those of "
                + Figures.count(gone, "gone instance") + " included. This cannot be undone.";
    }

    private void stop() {
        var shown = context;
        if (shown == null) {
            return;
        }
        var app = shown.app();
        Confirm.explain(
                "Stop " + app.path().app() + "?",
                Figures.count(shown.state().ready(), "instance") + " will end; "
                        + Figures.count(shown.routes().size(), "route") + " will stop answering.",
                "Stop " + app.path().app(),
                () -> {
                    apps.stop(app.id());
                    shown.reload().run();
                });
    }

    private void delete() {
        var shown = context;
        if (shown == null) {
            return;
        }
        var name = shown.app().path().app();
        Confirm.typeName("Delete " + name + "?", "These go: " + lossOf(shown), name, "Delete " + name, () -> {
            apps.delete(shown.app().id(), name);
            AppNavigation.openApps();
        });
    }

    private static void allow(Button button, boolean permitted, boolean possible) {
        button.setEnabled(permitted && possible);
        button.setTooltipText(permitted ? "" : "Your role in this space does not allow it.");
    }

    private static Div line(String title, String effect, Button button) {
        var name = new Span(title);
        name.addClassName("strong");
        var text = new Span(effect);
        text.addClassName("muted");
        var words = new Div(name, text);
        words.addClassNames("two-lines", "grow");
        var line = new Div(words, button);
        line.addClassNames("row", "danger-line");
        return line;
    }
}
