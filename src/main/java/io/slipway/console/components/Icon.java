package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** An outline icon of the console's own set, 16 px, hidden from screen readers: words beside it say what it means. */
@Tag("x-icon")
@JsModule("./components/x-icon.ts")
public class Icon extends Component {

    private Icon(String name) {
        getElement().setAttribute("name", name);
        getElement().setAttribute("aria-hidden", "true");
    }

    /** An icon by the name that {@code icons.ts} gives it. */
    public static Icon of(String name) {
        return new Icon(name);
    }

    /** At 20 px, for the rail. */
    public Icon large() {
        getElement().setAttribute("large", true);
        return this;
    }
}
