package io.slipway.console.apps;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.slipway.apps.AppService;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.Icon;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Pulse;
import io.slipway.console.components.Titles;
import io.slipway.iam.SpacePath;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.PlatformException;
import io.slipway.metrics.MetricService;
import io.slipway.routes.RouteService;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Apps at a glance: which of them is sick, and how much each of them uses. */
@Route("apps")
@RouteAlias("orgs/:org/spaces/:space")
@PermitAll
public class AppListView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Duration FIGURES = Duration.ofSeconds(15);

    /** From here down a row of columns no longer fits. */
    private final AppListModel model;

    private final H1 title = new H1("Apps");
    private final TextField search = new TextField();
    private final FilterChips chips = new FilterChips(this::choose);
    private final AppGrid grid;
    private final Div filters = new Div(chips, search);
    private final Div content = new Div();
    private Location location = new Location("apps");
    private @Nullable SpacePath space;

    public AppListView(
            AppService apps, InstanceService instances, MetricService metrics, RouteService routes, LiveUpdates live) {
        model = new AppListModel(apps, instances, metrics, routes);
        grid = new AppGrid(model::url);
        addClassNames("page", "page-fill");
        add(
                head(),
                filters(),
                content,
                new AppActions(grid, apps, model, this::refresh),
                new Pulse(FIGURES, this::refresh));
        content.addClassName("grid-pane");
        live.onAnyAppChange(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        location = event.getLocation();
        var query = location.getQueryParameters();
        var parameters = event.getRouteParameters();
        space = parameters
                .get("org")
                .map(org -> new SpacePath(org, parameters.get("space").orElse("")))
                .orElse(null);
        var text = query.getSingleParameter("q").orElse("");
        search.setValue(text);
        narrow(AppFilter.of(query.getSingleParameter("state").orElse("")), text);
        try {
            model.enter(space);
            show();
        } catch (PlatformException.NotFound missing) {
            event.rerouteToError(NotFoundException.class, missing.sentence());
        }
    }

    @Override
    public String getPageTitle() {
        return Titles.page(space == null ? "Apps" : "Apps · " + space.space() + " · " + space.organization());
    }

    private Header head() {
        var create = new Button("Create app", Icon.of("plus"), event -> AppNavigation.openNewApp(target(), ""));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setTestId("create-app");
        var head = new Header(title, create);
        head.addClassName("page-head");
        return head;
    }

    private Div filters() {
        filters.addClassName("filter-bar");
        search.setPlaceholder("Name, or label:team=shop");
        search.setAriaLabel("Filter by name, or by labels: label:team=shop");
        search.setClearButtonVisible(true);
        search.setPrefixComponent(Icon.of("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setTestId("apps-search");
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                filter(model.filter(), event.getValue());
            }
        });
        return filters;
    }

    private void choose(AppFilter filter) {
        filter(filter, search.getValue());
    }

    /** Filters the rows; a selector that does not parse is told in the field. */
    private boolean narrow(AppFilter filter, String text) {
        search.setInvalid(false);
        return Problems.attempt(search, () -> model.filter(filter, text));
    }

    private void filter(AppFilter filter, String text) {
        if (!narrow(filter, text)) {
            return;
        }
        Map<String, String> query = new LinkedHashMap<>();
        if (filter != AppFilter.ALL) {
            query.put("state", filter.value());
        }
        if (!model.text().isEmpty()) {
            query.put("q", model.text());
        }
        getUI().ifPresent(ui -> ui.getPage()
                .getHistory()
                .replaceState(null, new Location(location.getPath(), QueryParameters.simple(query))));
        show();
    }

    private void refresh() {
        model.refresh();
        show();
    }

    private void show() {
        filters.setVisible(!model.isEmpty());
        chips.show(model.filter(), model.counts());
        var rows = model.shown();
        grid.show(rows);
        if (model.isEmpty()) {
            only(new NoApps(target()));
        } else if (rows.isEmpty()) {
            only(NoApps.filtered(model, () -> {
                search.clear();
                filter(AppFilter.ALL, "");
            }));
        } else if (grid.getParent().isEmpty()) {
            only(grid);
        }
    }

    private void only(com.vaadin.flow.component.Component component) {
        content.removeAll();
        content.add(component);
    }

    private SpacePath target() {
        return space == null ? SpacePath.DEFAULT : space;
    }
}
