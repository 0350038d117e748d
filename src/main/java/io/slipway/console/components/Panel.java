package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** A bordered block with a title and, beside it, actions. Never within another one. */
public class Panel extends Composite<com.vaadin.flow.component.html.Section> implements HasComponents {

    private final Div body = new Div();
    private final Div actions = new Div();

    public Panel(String title, Component... content) {
        var head = new Div(new H2(title), actions);
        head.addClassName("panel-head");
        actions.addClassName("panel-actions");
        body.addClassName("panel-body");
        body.add(content);
        getContent().addClassName("panel");
        getContent().getElement().appendChild(head.getElement(), body.getElement());
    }

    /** Puts components beside the title. */
    public Panel withActions(Component... components) {
        actions.add(components);
        return this;
    }

    /** Lets the content reach the border: for grids and lists. */
    public Panel flush() {
        getContent().addClassName("panel-flush");
        return this;
    }

    /** Replaces the content. */
    public void setContent(Component... content) {
        body.removeAll();
        body.add(content);
    }

    @Override
    public void add(Component... components) {
        body.add(components);
    }

    @Override
    public void removeAll() {
        body.removeAll();
    }
}
