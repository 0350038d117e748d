package io.slipway.console.environment;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.slipway.apps.AppService;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.Icon;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Pulse;
import io.slipway.iam.Permission;
import jakarta.annotation.security.PermitAll;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Variables of an app. Edits are saved at once and run when they are applied: the bar below says so. */
@Route(value = AppNavigation.APP_ROUTE + "/environment", layout = AppFrame.class)
@PermitAll
public class EnvironmentPageView extends Div implements AppPage {

    private static final Duration HIDE_CHECK = Duration.ofSeconds(5);

    private final AppService apps;
    private final EnvironmentModel model;
    private final TextField search = new TextField();
    private final Button add = new Button("Add variable", Icon.of("plus"), event -> edit("", ""));
    private final Button paste = new Button("Paste .env…", event -> paste());
    private final Anchor download = new Anchor("", "Download .env");
    private final Paragraph reason = new Paragraph();
    private final EmptyState none =
            new EmptyState("No variables", "Add one, or paste a .env. They reach the app when you apply them.");
    private final EnvironmentGrid grid =
            new EnvironmentGrid(new EnvironmentGrid.Acts(this::reveal, this::edit, this::remove));
    private @Nullable AppContext shown;

    public EnvironmentPageView(AppService apps, Clock clock) {
        this.apps = apps;
        model = new EnvironmentModel(apps, clock);
        addClassName("page");
        add(bar(), reason, none, grid, new Pulse(HIDE_CHECK, this::hideExpired));
    }

    @Override
    public AppPlace place() {
        return AppPlace.ENVIRONMENT;
    }

    @Override
    public void showApp(AppContext context) {
        var first = shown == null || !shown.app().id().equals(context.app().id());
        shown = context;
        model.load(context.app().id());
        if (first) {
            prepareDownload(context);
        }
        var may = mayEdit(context);
        add.setEnabled(may);
        paste.setEnabled(may);
        reason.setVisible(!may || !context.may(Permission.SPACE_SECRETS));
        reason.setText(
                may
                        ? "Your role does not show values. You can replace them."
                        : "Your role shows names only. Values and edits need the role Space developer.");
        download.setVisible(context.may(Permission.SPACE_SECRETS));
        refresh();
    }

    private Div bar() {
        search.setPlaceholder("Filter by name");
        search.setAriaLabel("Filter by name");
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> refresh());
        add.setTestId("environment-add");
        paste.setTestId("environment-paste");
        download.addClassName("link");
        download.setTestId("environment-download");
        reason.addClassName("muted");
        var bar = new Div(add, paste, search, download);
        bar.addClassName("filter-bar");
        return bar;
    }

    private void prepareDownload(AppContext context) {
        var app = context.app();
        download.setHref(DownloadHandler.fromInputStream(event -> {
            var bytes = EnvironmentFile.write(apps.environment(app.id())).getBytes(StandardCharsets.UTF_8);
            return new DownloadResponse(
                    new ByteArrayInputStream(bytes),
                    app.path().app() + ".env",
                    "text/plain;charset=utf-8",
                    bytes.length);
        }));
    }

    private void refresh() {
        var context = shown;
        if (context == null) {
            return;
        }
        none.setVisible(model.view().variables().isEmpty());
        grid.setVisible(!none.isVisible());
        grid.show(model.rows(search.getValue()), mayEdit(context));
    }

    private static boolean mayEdit(AppContext context) {
        return context.may(Permission.SPACE_DEVELOP) && !context.app().deleting();
    }

    private void reveal(VariableRow row) {
        if (row.isRevealed()) {
            model.hide(row.name());
        } else {
            model.reveal(row.name());
        }
        refresh();
    }

    private void hideExpired() {
        if (model.hideExpired()) {
            refresh();
        }
    }

    private void edit(VariableRow row) {
        if (row.isRemoved()) {
            change(context -> model.set(context.app().id(), row.name(), model.valueOf(row.name())));
        } else {
            edit(row.name(), model.valueOf(row.name()));
        }
    }

    private void edit(String name, String value) {
        var context = shown;
        if (context != null) {
            var title = name.isEmpty() ? "Add a variable" : "Change " + name;
            new VariableDialog(title, name, value, (key, text) -> {
                        model.set(context.app().id(), key, text);
                        context.reload().run();
                    })
                    .open();
        }
    }

    private void remove(VariableRow row) {
        change(context -> model.remove(context.app().id(), row.name()));
    }

    private void paste() {
        var context = shown;
        if (context != null) {
            new PasteDialog(model.view(), edits -> {
                        model.stage(context.app().id(), edits);
                        context.reload().run();
                    })
                    .open();
        }
    }

    private void change(java.util.function.Consumer<AppContext> act) {
        var context = shown;
        if (context != null) {
            Problems.attempt(grid, () -> act.accept(context));
            context.reload().run();
        }
    }
}
