package io.slipway.console.apps;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridMenuItem;
import io.slipway.apps.AppService;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.AppVerbs;
import io.slipway.console.components.Figures;
import java.util.function.Consumer;

/** The menu of a row of the app list: places to go, and what can be done there and then. */
class AppActions extends GridContextMenu<AppRow> {

    private final AppVerbs verbs;
    private final AppListModel model;
    private final Runnable changed;

    AppActions(AppGrid grid, AppService apps, AppListModel model, Runnable changed) {
        super(grid);
        verbs = new AppVerbs(apps);
        this.model = model;
        this.changed = changed;
        GridMenuItem<AppRow> visit = item("Visit", this::visit);
        item("Logs", row -> AppNavigation.open(row.app().path(), AppPlace.LOGS));
        item("Metrics", row -> AppNavigation.open(row.app().path(), AppPlace.METRICS));
        item("Settings", row -> AppNavigation.open(row.app().path(), AppPlace.SETTINGS));
        GridMenuItem<AppRow> restart = item("Restart…", this::restart);
        GridMenuItem<AppRow> start = item("Start", this::start);
        GridMenuItem<AppRow> stop = item("Stop…", this::stop);
        setDynamicContentHandler(row -> {
            if (row == null) {
                return false;
            }
            var may = AppVerbs.mayOperate(row.app());
            visit.setVisible(!model.url(row).isEmpty());
            start.setVisible(!row.app().started());
            stop.setVisible(row.app().started());
            restart.setEnabled(may && row.app().started());
            start.setEnabled(may);
            stop.setEnabled(may);
            return true;
        });
    }

    private GridMenuItem<AppRow> item(String text, Consumer<AppRow> act) {
        return addItem(text, event -> event.getItem().ifPresent(act));
    }

    private void visit(AppRow row) {
        UI.getCurrent().getPage().open(model.url(row), "_blank");
    }

    private void start(AppRow row) {
        verbs.start(this, row.app(), changed);
    }

    private void restart(AppRow row) {
        verbs.restart(row.app(), changed);
    }

    private void stop(AppRow row) {
        var effect = Figures.count(row.state().ready(), "instance") + " will end. Now serving " + row.requests() + ".";
        verbs.stop(row.app(), effect, changed);
    }
}
