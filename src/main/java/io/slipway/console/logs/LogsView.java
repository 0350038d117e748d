package io.slipway.console.logs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppView;
import io.slipway.apps.ProcessView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.LogPanel;
import io.slipway.kernel.AppId;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** The log of an app over all its instances, gone ones included. */
@Route(value = AppNavigation.APP_ROUTE + "/logs", layout = AppFrame.class)
@PermitAll
public class LogsView extends Div implements AppPage {

    private @Nullable LogPanel panel;
    private @Nullable AppId shown;

    public LogsView() {
        addClassName("page-fill");
    }

    @Override
    public void showApp(AppContext context) {
        var app = context.app();
        var log = panel;
        if (log == null || !app.id().equals(shown)) {
            removeAll();
            log = new LogPanel(app.id());
            log.addClassName("fill");
            log.setTestId("log");
            add(log);
            panel = log;
            shown = app.id();
        }
        var indexes = context.instances().stream()
                .mapToInt(row -> row.index() + 1)
                .max()
                .orElse(0);
        log.setInstances(Math.max(indexes, mostWanted(app)));
        log.setStopped(!app.started());
        log.setEmptyText(
                app.started()
                        ? "What the app writes to stdout and stderr appears here."
                        : "Start it, and what it writes appears here.");
    }

    private static int mostWanted(AppView app) {
        return app.processes().stream().mapToInt(ProcessView::instances).max().orElse(0);
    }

    @Override
    public AppPlace place() {
        return AppPlace.LOGS;
    }
}
