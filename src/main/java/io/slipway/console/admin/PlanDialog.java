package io.slipway.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.ErrorText;

/** Shows what would move before it begins, and how far it is afterwards: numbers first, then each instance. Follows changes. */
abstract class PlanDialog extends Dialog {

    final Paragraph headline = new Paragraph();
    final Paragraph moving = new Paragraph();
    final ErrorText error = new ErrorText();
    final Button close = new Button("Close", event -> close());

    /** @param name what the test ids of its parts start with */
    PlanDialog(String name, String width) {
        setWidth(width);
        headline.addClassName("strong");
        headline.setTestId(name + "-headline");
        headline.getElement().setAttribute("role", "status");
        close.setTestId(name + "-close");
        addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                close.focus();
            }
        });
    }

    /** Shows it anew whenever instances or hosts change. */
    final void follow(LiveUpdates live) {
        live.onAnyAppChange(this, this::refresh);
        live.onHostChange(this, this::refresh);
    }

    /** Reads the plan and shows it. */
    abstract void refresh();
}
