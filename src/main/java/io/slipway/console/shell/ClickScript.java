package io.slipway.console.shell;

import com.vaadin.flow.component.Component;

/** What a click does in the browser alone. Not an attribute: the page's policy runs no script that stands in one. */
final class ClickScript {

    private ClickScript() {}

    /** Runs a constant script, in which {@code this} is the element, at every click. */
    static void on(Component component, String script) {
        component.addAttachListener(
                event -> component.getElement().executeJs("this.onclick = () => { " + script + "; }"));
    }
}
