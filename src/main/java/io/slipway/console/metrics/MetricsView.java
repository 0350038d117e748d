package io.slipway.console.metrics;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.MetricChart;
import io.slipway.console.metrics.Segments.Choice;
import io.slipway.kernel.AppId;
import io.slipway.metrics.MetricKind;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an app used and answered in the last hour, for the whole app or by instance. The choices stand in the address. */
@Route(value = AppNavigation.APP_ROUTE + "/metrics", layout = AppFrame.class)
@PermitAll
public class MetricsView extends Div implements AppPage, BeforeEnterObserver {

    private static final List<Choice> RANGES =
            List.of(new Choice("15m", "15 min"), new Choice("30m", "30 min"), new Choice("1h", "1 hour"));
    private static final List<Choice> COMPARE =
            List.of(new Choice("app", "Whole app"), new Choice("instances", "Each instance"));

    private final AppService apps;
    private final Segments range = new Segments("Time range", RANGES, value -> choose(value, compared()));
    private final Segments compare = new Segments("Compare", COMPARE, value -> choose(ranged(), value));
    private final Div charts = new Div();
    private String chosenRange = "1h";
    private String chosenCompare = "app";
    private String path = "";
    private @Nullable AppId shown;

    public MetricsView(AppService apps) {
        this.apps = apps;
        addClassName("page");
        charts.addClassName("charts");
        var title = new H2("Metrics");
        title.addClassName("grow");
        var head = new Div(title, compare, range);
        head.addClassName("metrics-head");
        add(head, charts);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        path = event.getLocation().getPath();
        chosenRange = known(RANGES, query.getSingleParameter("range").orElse(""), "1h");
        chosenCompare = known(COMPARE, query.getSingleParameter("compare").orElse(""), "app");
        showChoices();
    }

    @Override
    public void showApp(AppContext context) {
        var app = context.app().id();
        if (!app.equals(shown)) {
            shown = app;
            build(context);
        }
        var marks = Marks.of(apps.deployments(app), context.instances());
        charts().forEach(chart -> chart.setMarks(marks));
        charts().findFirst()
                .ifPresent(cpu -> cpu.setLevel(
                        "Reserved", eachReserves(context.app()), context.app().reservedCpuMillis()));
    }

    /** What every single instance has; 0, which is not drawn, where processes differ. */
    private static double eachReserves(AppView app) {
        var sizes = app.processes().stream()
                .map(process -> process.settings().size().cpu().millis())
                .distinct()
                .toList();
        return sizes.size() == 1 ? sizes.getFirst() : 0;
    }

    private void build(AppContext context) {
        var app = context.app().id();
        var withoutRoute = context.routes().isEmpty()
                ? "No requests are measured: the app has no route."
                : "No request came in this time.";
        charts.removeAll();
        charts.add(
                new MetricChart(app, "CPU", "cpu", MetricKind.CPU_MILLIS),
                new MetricChart(app, "Memory", "bytes", MetricKind.MEMORY_BYTES, MetricKind.MEMORY_LIMIT_BYTES),
                new MetricChart(
                                app,
                                "Requests by class",
                                "req/s",
                                MetricKind.REQUESTS_2XX,
                                MetricKind.REQUESTS_3XX,
                                MetricKind.REQUESTS_4XX,
                                MetricKind.REQUESTS_5XX)
                        .withEmptyText(withoutRoute),
                new MetricChart(
                                app,
                                "Latency",
                                "ms",
                                MetricKind.LATENCY_P50,
                                MetricKind.LATENCY_P95,
                                MetricKind.LATENCY_P99)
                        .withEmptyText(withoutRoute),
                new MetricChart(app, "Network", "bytes/s", MetricKind.RECEIVED_BYTES, MetricKind.SENT_BYTES),
                new MetricChart(app, "Errors", "req/s", MetricKind.REQUESTS_5XX).withEmptyText(withoutRoute));
        charts().forEach(chart -> chart.since(context.app().createdAt()));
        showChoices();
    }

    @Override
    public AppPlace place() {
        return AppPlace.METRICS;
    }

    private void choose(String newRange, String newCompare) {
        chosenRange = newRange;
        chosenCompare = newCompare;
        showChoices();
        var query = QueryParameters.simple(Map.of("range", newRange, "compare", newCompare));
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, new Location(path, query)));
    }

    private void showChoices() {
        range.choose(chosenRange);
        compare.choose(chosenCompare);
        charts().forEach(chart -> {
            chart.setMinutes(minutes(chosenRange));
            chart.setPerInstance(chosenCompare.equals("instances"));
        });
    }

    private Stream<MetricChart> charts() {
        return charts.getChildren().map(MetricChart.class::cast);
    }

    private String ranged() {
        return chosenRange;
    }

    private String compared() {
        return chosenCompare;
    }

    private static int minutes(String value) {
        return switch (value) {
            case "15m" -> 15;
            case "30m" -> 30;
            default -> 60;
        };
    }

    private static String known(List<Choice> choices, String value, String otherwise) {
        return choices.stream().anyMatch(choice -> choice.value().equals(value)) ? value : otherwise;
    }
}
