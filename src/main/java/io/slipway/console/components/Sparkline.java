package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A small line without axes. In a {@code LitRenderer} write {@code <x-spark values="${item.values}">} with the text of {@link
 * #text}.
 */
@Tag("x-spark")
@JsModule("./components/x-spark.ts")
public class Sparkline extends Component {

    public Sparkline(double... values) {
        setValues(values);
    }

    /** Shows these values, oldest first; NaN leaves a gap. */
    public final void setValues(double... values) {
        getElement().setAttribute("values", text(values));
    }

    /** Values as the browser element reads them. */
    public static String text(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4g", value))
                .collect(Collectors.joining(","));
    }
}
