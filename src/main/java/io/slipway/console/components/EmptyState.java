package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Stands where there is nothing yet, or nothing that fits a filter: says so in one sentence and offers the next step. */
public class EmptyState extends Composite<Div> {

    /**
     * Makes one.
     *
     * @param title what is missing
     * @param text one sentence: why, and what to do
     * @param actions buttons or links, the first being the main one
     */
    public EmptyState(String title, String text, Component... actions) {
        getContent().addClassName("empty-state");
        getContent().add(new H2(title), new Paragraph(text));
        if (actions.length > 0) {
            var row = new Div(actions);
            row.addClassName("cluster");
            getContent().add(row);
        }
    }
}
