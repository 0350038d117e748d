package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import io.slipway.kernel.AppId;
import io.slipway.metrics.MetricKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** A chart of an app's last hour with a table of its lines. Points come from the stream endpoint straight to the browser. */
@Tag("x-chart")
@NpmPackage(value = "uplot", version = "1.6.32")
@JsModule("./components/x-chart.ts")
public class MetricChart extends Component implements HasSize {

    /**
     * Makes one.
     *
     * @param unit decides how values are written: {@code cpu}, {@code bytes}, {@code bytes/s}, {@code req/s} or {@code ms}
     * @param kinds its lines, in the order of the legend
     */
    public MetricChart(AppId appId, String title, String unit, MetricKind... kinds) {
        getElement().setAttribute("app", appId.toString());
        getElement().setAttribute("heading", title);
        getElement().setAttribute("unit", unit);
        getElement().setAttribute("kinds", Arrays.stream(kinds).map(Enum::name).collect(Collectors.joining(",")));
    }

    /**
     * A chart of lines that were prepared for it rather than measured.
     *
     * @param name under which the stream endpoint has them
     * @param lines their names, in the order of the legend
     */
    public static MetricChart prepared(AppId appId, String name, String title, String unit, String... lines) {
        var chart = new MetricChart(appId, title, unit);
        chart.getElement().setAttribute("app", appId + "/prepared/" + name);
        chart.getElement().setAttribute("kinds", String.join(",", lines));
        return chart;
    }

    /** One line per instance instead of the sum. */
    public void setPerInstance(boolean perInstance) {
        getElement().setAttribute("per-instance", perInstance);
    }

    /** When the app began: the time axis starts a little before it rather than with empty hours. */
    public MetricChart since(Instant start) {
        getElement().setAttribute("since", Long.toString(start.toEpochMilli()));
        return this;
    }

    /**
     * A level beside which the first line is read, such as what is reserved.
     *
     * @param name in the legend
     * @param each of one instance, in the chart's unit
     * @param all of the whole app
     */
    public void setLevel(String name, double each, double all) {
        getElement().setAttribute("level-name", name);
        getElement().setAttribute("level-each", Double.toString(each));
        getElement().setAttribute("level-all", Double.toString(all));
    }

    /** How far back it reaches, in minutes. */
    public void setMinutes(int minutes) {
        getElement().setAttribute("minutes", Integer.toString(minutes));
    }

    /** Moments that are marked on the time axis. */
    public void setMarks(List<Mark> marks) {
        var array = JsonNodeFactory.instance.arrayNode();
        marks.forEach(mark -> array.addObject()
                .put("at", mark.at().getEpochSecond())
                .put("kind", mark.kind().name().toLowerCase(Locale.ROOT))
                .put("text", mark.text())
                .put("more", mark.more()));
        getElement().setPropertyJson("marks", array);
    }

    /**
     * A moment worth a mark.
     *
     * @param text a few characters beside the mark
     * @param more what happened, in words
     */
    public record Mark(Instant at, Kind kind, String text, String more) {

        /** What kind of moment. */
        public enum Kind {
            DEPLOYED,
            FAILED,
            CRASHED
        }
    }

    /** What stands there when nothing was measured: why, in one sentence. */
    public MetricChart withEmptyText(String text) {
        getElement().setAttribute("empty", text);
        return this;
    }
}
