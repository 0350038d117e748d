package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** A titled part of a page or form without a border. */
public class Section extends Composite<com.vaadin.flow.component.html.Section> {

    private final Div body = new Div();

    public Section(String title, Component... content) {
        getContent().addClassName("section");
        body.addClassName("section-body");
        body.add(content);
        getContent().add(new H2(title), body);
    }

    /** Says under the title what the part is for. */
    public Section withHint(String hint) {
        var text = new Paragraph(hint);
        text.addClassName("muted");
        getContent().addComponentAtIndex(1, text);
        return this;
    }

    /** Adds to the part. */
    public Section add(Component... components) {
        body.add(components);
        return this;
    }
}
