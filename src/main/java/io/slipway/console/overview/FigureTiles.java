package io.slipway.console.overview;

import com.vaadin.flow.component.html.Div;
import io.slipway.apps.AppView;
import io.slipway.console.components.FigureTile;
import io.slipway.console.components.Figures;
import io.slipway.metrics.MetricKind;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Four figures of the whole app: how hard it works, how full it is, what is asked of it, how fast it answers. */
class FigureTiles extends Div {

    private final FigureTile cpu = new FigureTile("CPU");
    private final FigureTile memory = new FigureTile("Memory");
    private final FigureTile requests = new FigureTile("Requests");
    private final FigureTile latency = new FigureTile("p95 latency");

    FigureTiles() {
        addClassName("tiles");
        setTestId("tiles");
        add(cpu, memory, requests, latency);
    }

    void show(AppView app, OverviewFigures figures, boolean routed) {
        double cpuLimit = app.reservedCpuMillis();
        double memoryLimit = app.reservedMemoryBytes();
        String unknown = unknown(app);
        set(
                cpu,
                Figures.cpu(figures.now().cpuMillis()),
                "of " + Figures.cpu(cpuLimit).text() + " reserved",
                unknown);
        cpu.setValues(figures.values(MetricKind.CPU_MILLIS));
        set(
                memory,
                Figures.bytes(figures.now().memoryBytes()),
                share(figures.now().memoryBytes(), memoryLimit),
                unknown);
        memory.setValues(figures.values(MetricKind.MEMORY_BYTES));
        String unasked = routed ? unknown : "The app has no route";
        String unanswered = routed && app.started() ? "No requests just now" : unasked;
        set(requests, Figures.perSecond(figures.now().requestsPerSecond()), classes(figures), unasked);
        requests.setValues(figures.requests());
        set(latency, Figures.millis(figures.now().p95Millis()), "95 of 100 answers were faster", unanswered);
        latency.setValues(figures.values(MetricKind.LATENCY_P95));
    }

    private static void set(FigureTile tile, Figures.Figure figure, String detail, String unknown) {
        if (figure.unit().isEmpty()) {
            tile.setUnknown(unknown);
        } else {
            tile.setFigure(figure, detail);
        }
    }

    private static String share(double used, double limit) {
        return Figures.percent(used / limit).text() + " of "
                + Figures.bytes(limit).text();
    }

    private static String classes(OverviewFigures figures) {
        String classes = new TreeMap<>(figures.classes())
                .entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getKey() + " "
                                + Figures.number(entry.getValue(), "").text().strip())
                        .collect(Collectors.joining(" · "));
        return classes.isEmpty() ? "none just now" : classes;
    }

    private static String unknown(AppView app) {
        return app.started() ? "Not measured yet" : "The app is stopped";
    }
}
