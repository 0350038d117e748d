package io.slipway.console.components;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** One figure of a page: title, value with unit, a note or delta, and the last minutes as a small line. */
public class FigureTile extends Composite<Div> {

    private final Span value = new Span();
    private final Span unit = new Span();
    private final Span note = new Span();
    private final Sparkline spark = new Sparkline();

    public FigureTile(String title) {
        var name = new Span(title);
        name.addClassName("tile-title");
        value.addClassName("tile-value");
        unit.addClassName("tile-unit");
        note.addClassName("tile-note");
        var figure = new Div(value, unit);
        figure.addClassName("tile-figure");
        getContent().addClassName("tile");
        getContent().add(name, figure, note, spark);
        setUnknown("No data yet");
    }

    /**
     * Shows a figure.
     *
     * @param figure as {@link Figures} writes it
     * @param detail delta, limit or reason; may be empty
     */
    public void setFigure(Figures.Figure figure, String detail) {
        value.setText(figure.number());
        unit.setText(figure.unit());
        note.setText(detail);
        getContent().removeClassName("tile-unknown");
    }

    /** Shows a dash and why there is no figure. */
    public final void setUnknown(String reason) {
        value.setText("–");
        unit.setText("");
        note.setText(reason);
        getContent().addClassName("tile-unknown");
    }

    /** Shows the values behind the figure, oldest first; NaN leaves a gap. */
    public void setValues(double... values) {
        spark.setValues(values);
    }
}
