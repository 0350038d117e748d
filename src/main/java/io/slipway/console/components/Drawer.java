package io.slipway.console.components;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** Explains one row of a list beside it; over the page where there is no room. Closes by its button and by Escape. */
public abstract class Drawer extends Aside {

    /** What is told of the row; refilled by whoever extends this. */
    protected final Div body = new Div();

    private final H2 title = new H2();

    protected Drawer(Runnable close) {
        addClassName("drawer");
        var button = new Button(Icon.of("close"), event -> close.run());
        button.setAriaLabel("Close");
        button.setTooltipText("Close (Esc)");
        button.addThemeNames("tertiary");
        button.addClickShortcut(Key.ESCAPE);
        var head = new Div(title, button);
        head.addClassName("drawer-head");
        body.addClassName("drawer-body");
        add(head, body);
        setVisible(false);
    }

    /** Comes into sight under this title. */
    protected final void open(String heading) {
        title.setText(heading);
        setVisible(true);
    }

    /** Goes out of sight. */
    public final void hide() {
        setVisible(false);
    }
}
