package io.slipway.console.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.Figures;
import io.slipway.console.components.InternalAddress;
import io.slipway.console.components.Panel;
import io.slipway.instances.InstanceRow;
import io.slipway.routes.RouteView;
import io.slipway.routes.TcpRouteView;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How an app is reached and where it runs. */
class PlacePanel extends Composite<Div> {

    private final Panel routes = new Panel("Routes");
    private final Panel inside = new Panel("Within its space");
    private final Panel hosts = new Panel("Runs on");
    private List<RouteView> shownRoutes = List.of();
    private List<TcpRouteView> shownTcpRoutes = List.of();
    private String shownAddress = "";
    private String shownHosts = "";

    PlacePanel() {
        getContent().addClassName("stack");
        getContent().add(routes, inside, hosts);
        noRoute();
        hosts.setContent(muted("No host yet."));
    }

    void show(AppContext context) {
        if (!context.routes().equals(shownRoutes) || !context.tcpRoutes().equals(shownTcpRoutes)) {
            shownRoutes = context.routes();
            shownTcpRoutes = context.tcpRoutes();
            routes.removeAll();
            shownRoutes.forEach(route -> routes.add(line(route)));
            shownTcpRoutes.forEach(route -> routes.add(line(route)));
            if (shownRoutes.isEmpty() && shownTcpRoutes.isEmpty()) {
                noRoute();
            }
        }
        var address = InternalAddress.of(context.app());
        if (!address.equals(shownAddress)) {
            shownAddress = address;
            inside.setContent(InternalAddress.line(address));
        }
        String text = hosts(context.instances());
        if (!text.equals(shownHosts)) {
            shownHosts = text;
            hosts.setContent(text.isEmpty() ? muted("No host yet.") : new Span(text));
        }
    }

    /** "host-a: 2 instances, host-b: 1 instance". */
    static String hosts(List<InstanceRow> rows) {
        var counts = rows.stream()
                .filter(row -> !row.isGone() && !row.hostName().isEmpty())
                .collect(Collectors.groupingBy(InstanceRow::hostName, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + Figures.count(entry.getValue(), "instance"))
                .collect(Collectors.joining(", "));
    }

    private void noRoute() {
        routes.setContent(muted("Not reachable from outside. Add a route in the settings."));
    }

    private static Div line(RouteView route) {
        var link = new Anchor(route.url(), route.url().replaceFirst("^https?://", "") + " ↗");
        link.setTarget("_blank");
        link.addClassName("link");
        var line = new Div(link, new CopyButton(route.url(), "Copy address"));
        link.addClassName("truncate");
        link.setTitle(route.url());
        line.addClassNames("row", "route-line");
        return line;
    }

    private static Div line(TcpRouteView route) {
        var address = new Span(route.address());
        address.addClassNames("mono", "truncate");
        address.setTitle("TCP " + route.address());
        var line = new Div(address, new CopyButton(route.address(), "Copy address"));
        line.addClassNames("row", "route-line");
        return line;
    }

    private static Span muted(String text) {
        var span = new Span(text);
        span.addClassName("muted");
        return span;
    }
}
