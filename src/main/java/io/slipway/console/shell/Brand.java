package io.slipway.console.shell;

import com.vaadin.flow.component.Html;

/** The mark: a slipway, seen from the side. */
public class Brand extends Html {

    public Brand() {
        super(
                "<span class=\"brand\" aria-hidden=\"true\"><svg viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"7\""
                        + " fill=\"currentColor\"/><path d=\"M6 22.5h20M8.5 22.5 21.5 9.5M13 22.5l9.5-9.5M17.5 22.5l6-6\" fill=\"none\""
                        + " stroke=\"var(--surface)\" stroke-width=\"2.2\" stroke-linecap=\"round\"/></svg></span>");
    }
}
