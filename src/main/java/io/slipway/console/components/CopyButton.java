package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** Copies a text to the clipboard, in the browser alone, and says that it did. */
@Tag("x-copy")
@JsModule("./components/x-copy.ts")
public class CopyButton extends Component {

    /**
     * Makes one.
     *
     * @param text what is copied
     */
    public CopyButton(String text) {
        this(text, "Copy");
    }

    /**
     * Makes one.
     *
     * @param label what a screen reader says and the tip shows
     */
    public CopyButton(String text, String label) {
        getElement().setAttribute("label", label);
        setText(text);
    }

    /** Changes what is copied. */
    public final void setText(String text) {
        getElement().setAttribute("text", text);
    }
}
