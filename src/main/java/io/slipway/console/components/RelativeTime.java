package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;

/**
 * "3 min ago", counted in the browser; the absolute time on hover. In a {@code LitRenderer} write {@code <x-time
 * at="${item.millis}">}; with {@code short} it leaves out "ago".
 */
@Tag("x-time")
@JsModule("./components/x-time.ts")
public class RelativeTime extends Component {

    public RelativeTime(Instant at) {
        setTime(at);
    }

    /** Shows another time. */
    public final void setTime(Instant at) {
        getElement().setAttribute("at", Long.toString(at.toEpochMilli()));
    }

    /** Leaves out "ago", for columns and steps. */
    public RelativeTime brief() {
        getElement().setAttribute("short", true);
        return this;
    }
}
