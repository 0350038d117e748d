package io.slipway.console;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.console.components.AppNavigation;
import jakarta.servlet.http.HttpServletResponse;

/** How a page looks that cannot be shown: what happened, and two ways on. */
abstract class ProblemPage extends Composite<Div> {

    ProblemPage() {
        getContent().addClassNames("page", "stack");
    }

    /** Shows the same for what does not exist and for what the caller may not know of; answers the status. */
    final int showNothing() {
        show(
                "There is nothing at this address",
                "It may have been renamed or deleted, or your account may not see it. Check the address, or ask who sent it to you.");
        return HttpServletResponse.SC_NOT_FOUND;
    }

    final void show(String title, String text) {
        var ways = new Div(
                AppNavigation.link(AppNavigation.home(), "Home"), AppNavigation.link(AppNavigation.apps(), "All apps"));
        ways.addClassName("cluster");
        var sentence = new Paragraph(text);
        sentence.addClassName("muted");
        var block = new Div(new H1(title), sentence, ways);
        block.addClassNames("empty-state", "surface");
        getContent().removeAll();
        getContent().add(block);
    }
}
