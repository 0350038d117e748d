package io.slipway.console.components;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/**
 * Explains one row of a list beside it; over the page where there is no room. Takes the focus while it is in sight and gives it back
 * to the row. Closes by its button and by Escape.
 */
@Tag("x-drawer")
@JsModule("./components/x-drawer.ts")
public abstract class Drawer extends HtmlContainer {

    /** What is told of the row; refilled by whoever extends this. */
    protected final Div body = new Div();

    private final H2 title = new H2();

    protected Drawer(Runnable close) {
        addClassName("drawer");
        getElement().setAttribute("role", "complementary");
        title.getElement().setAttribute("tabindex", "-1");
        var button = new Button(Icon.of("close"), event -> close.run());
        button.setAriaLabel("Close");
        // A tooltip of the component would take the Escape that it tells of.
        button.getElement().setAttribute("title", "Close (Esc)");
        button.addThemeNames("tertiary");
        getElement().addEventListener("close", event -> close.run());
        var head = new Div(title, button);
        head.addClassName("drawer-head");
        body.addClassName("drawer-body");
        add(head, body);
        setVisible(false);
    }

    /** Comes into sight under this title. */
    protected final void open(String heading) {
        title.setText(heading);
        getElement().setAttribute("aria-label", heading);
        setVisible(true);
    }

    /** Goes out of sight. */
    public final void hide() {
        setVisible(false);
    }
}
