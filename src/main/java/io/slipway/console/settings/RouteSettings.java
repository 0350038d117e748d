package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import io.slipway.routes.RouteService;
import io.slipway.routes.RouteView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an app is reached; changes count at once, without a release. */
class RouteSettings extends Composite<Section> {

    private final RouteService routes;
    private final Div list = new Div();
    private final TextField host = new TextField("Host name");
    private final TextField path = new TextField("Path");
    private final DestinationField destination = new DestinationField("route-destination");
    private final Button add = new Button("Add route", event -> add());
    private final ErrorText error = new ErrorText();
    private @Nullable AppContext context;
    private List<RouteView> shown = List.of();
    private boolean mayChange;

    RouteSettings(RouteService routes) {
        this.routes = routes;
        list.addClassName("route-list");
        list.setTestId("route-list");
        host.setTestId("route-host");
        path.setValue("/");
        path.setTestId("route-path");
        add.setTestId("route-add");
        add.addClickShortcut(Key.ENTER).listenOn(host, path);
    }

    @Override
    protected Section initContent() {
        var form = new Div(host, path, destination, add);
        form.addClassName("field-row");
        return new Section("Routes", list, form, error).withHint("Changes apply at once.");
    }

    void show(AppContext newContext) {
        context = newContext;
        var may = newContext.may(Permission.SPACE_DEVELOP) && !newContext.app().deleting();
        add.setEnabled(may);
        add.setTooltipText(may ? "" : "This needs the role Space developer.");
        destination.offer(routes.destinations(newContext.app().id()));
        if (newContext.routes().equals(shown)
                && may == mayChange
                && list.getElement().getChildCount() > 0) {
            return;
        }
        shown = newContext.routes();
        mayChange = may;
        list.removeAll();
        shown.forEach(route -> list.add(line(route)));
        if (shown.isEmpty()) {
            list.add(new Span("Not reachable from outside. Add a route below."));
        }
    }

    private Div line(RouteView route) {
        var link = new Anchor(route.url(), route.host() + (route.path().equals("/") ? "" : route.path()) + " ↗");
        link.setTarget("_blank");
        link.addClassNames("link", "grow");
        var leads = new Span(DestinationField.words(route.destination()));
        leads.addClassName("muted");
        var remove = new Button("Remove…", event -> remove(route));
        remove.setEnabled(mayChange);
        remove.setTestId("route-remove-" + route.host());
        var line = new Div(link, leads, new CopyButton(route.url(), "Copy address"), remove);
        line.addClassNames("row", "route-line");
        return line;
    }

    private void add() {
        var app = context;
        if (app == null) {
            return;
        }
        error.clear();
        host.setInvalid(false);
        path.setInvalid(false);
        try {
            routes.add(
                    app.app().id(),
                    host.getValue().strip(),
                    path.isEmpty() ? "/" : path.getValue().strip(),
                    destination.chosen());
            host.clear();
            path.setValue("/");
            app.reload().run();
        } catch (PlatformException problem) {
            show(problem);
        }
    }

    private void show(PlatformException problem) {
        switch (problem.field().orElse("")) {
            case "host", "route", "routeHost" -> Problems.showAndFocus(host, problem);
            case "path" -> Problems.showAndFocus(path, problem);
            default -> error.show(problem);
        }
    }

    private void remove(RouteView route) {
        var app = context;
        if (app == null) {
            return;
        }
        var last = shown.size() == 1 ? " It is the last one: the app will not be reachable from outside." : "";
        Confirm.explain(
                "Remove " + route.host() + "?",
                route.url() + " stops answering at once." + last,
                "Remove route",
                () -> {
                    routes.remove(app.app().id(), route.id());
                    app.reload().run();
                });
    }
}
