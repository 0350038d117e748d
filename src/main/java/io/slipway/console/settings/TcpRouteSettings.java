package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import io.slipway.routes.RouteService;
import io.slipway.routes.TcpRouteService;
import io.slipway.routes.TcpRouteView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** At which ports an app is reached over plain TCP; changes count at once, without a release. */
class TcpRouteSettings extends Composite<Section> {

    private final TcpRouteService tcpRoutes;
    private final RouteService routes;
    private final Div list = new Div();
    private final IntegerField port = new IntegerField("Port");
    private final DestinationField destination = new DestinationField("tcp-route-destination");
    private final Button add = new Button("Add TCP route", event -> add());
    private final Div form = new Div(port, destination, add);
    private final ErrorText error = new ErrorText();
    private @Nullable AppContext context;
    private List<TcpRouteView> listed = List.of();
    private boolean mayChange;

    TcpRouteSettings(TcpRouteService tcpRoutes, RouteService routes) {
        this.tcpRoutes = tcpRoutes;
        this.routes = routes;
        list.addClassName("route-list");
        list.setTestId("tcp-route-list");
        form.addClassName("field-row");
        port.setPlaceholder("any free one");
        port.setTestId("tcp-route-port");
        add.setTestId("tcp-route-add");
        add.addClickShortcut(Key.ENTER).listenOn(port);
    }

    @Override
    protected Section initContent() {
        return new Section("TCP routes", list, form, error)
                .withHint(
                        "For what does not speak HTTP: every host listens on the port and passes bytes on as they are."
                                + " Changes apply at once.");
    }

    void show(AppContext shown) {
        context = shown;
        var may = shown.may(Permission.SPACE_DEVELOP) && !shown.app().deleting();
        add.setEnabled(may);
        add.setTooltipText(may ? "" : "This needs the role Space developer.");
        destination.offer(routes.destinations(shown.app().id()));
        if (!shown.tcpRoutes().equals(listed)
                || may != mayChange
                || list.getElement().getChildCount() == 0) {
            listed = shown.tcpRoutes();
            mayChange = may;
            refresh();
        }
    }

    private void refresh() {
        var ports = tcpRoutes.ports();
        form.setVisible(!ports.isEmpty());
        port.setHelperText(ports);
        list.removeAll();
        listed.forEach(route -> list.add(line(route)));
        if (ports.isEmpty()) {
            list.add(muted("The platform has no ports for TCP routes. An operator names them."));
        } else if (listed.isEmpty()) {
            list.add(muted("None. Add one below."));
        }
    }

    private Div line(TcpRouteView route) {
        var address = new Span(route.address());
        address.addClassNames("mono", "grow");
        var leads = muted(DestinationField.words(route.destination()));
        var remove = new Button("Remove…", event -> remove(route));
        remove.setEnabled(mayChange);
        remove.setTooltipText(mayChange ? "" : "This needs the role Space developer.");
        remove.setTestId("tcp-route-remove-" + route.port());
        remove.setAriaLabel("Remove the TCP route at port " + route.port());
        var line = new Div(address, leads, new CopyButton(route.address(), "Copy address"), remove);
        line.addClassNames("row", "route-line");
        return line;
    }

    private void add() {
        var app = context;
        if (app == null) {
            return;
        }
        error.clear();
        port.setInvalid(false);
        try {
            tcpRoutes.add(app.app().id(), port.getValue(), destination.chosen());
            port.clear();
            app.reload().run();
        } catch (PlatformException problem) {
            if (problem.field().orElse("").equals("port")) {
                Problems.showAndFocus(port, problem);
            } else {
                error.show(problem);
            }
        }
    }

    private void remove(TcpRouteView route) {
        var app = context;
        if (app == null) {
            return;
        }
        Confirm.explain(
                "Remove the TCP route at port " + route.port() + "?",
                "New connections to " + route.address() + " are refused at once; open ones are ended within moments."
                        + " Another app may get the port.",
                "Remove TCP route",
                () -> {
                    tcpRoutes.remove(app.app().id(), route.id());
                    app.reload().run();
                });
    }

    private static Span muted(String text) {
        var span = new Span(text);
        span.addClassName("muted");
        return span;
    }
}
