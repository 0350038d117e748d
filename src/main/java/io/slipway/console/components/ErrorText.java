package io.slipway.console.components;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.kernel.PlatformException;

/** A failure told in place: shape, sentence, and nothing while all is well. */
public class ErrorText extends Composite<Div> {

    private final Span sentence = new Span();

    public ErrorText() {
        getContent().addClassName("error-text");
        getContent().getElement().setAttribute("role", "alert");
        getContent().add(Icon.of("octagon-x"), sentence);
        clear();
    }

    public ErrorText(String sentence) {
        this();
        show(sentence);
    }

    /** Shows a sentence. */
    public final void show(String text) {
        sentence.setText(text);
        getContent().setVisible(true);
    }

    /** Shows what went wrong. */
    public final void show(PlatformException problem) {
        show(problem.sentence());
    }

    /** Hides it. */
    public final void clear() {
        getContent().setVisible(false);
    }
}
