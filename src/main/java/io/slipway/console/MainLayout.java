package io.slipway.console;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import jakarta.annotation.security.PermitAll;

/** What stands around every page. */
@Layout
@PermitAll
public class MainLayout extends Div implements RouterLayout {

    private final Main main = new Main();

    public MainLayout() {
        addClassName("shell");
        main.setId("main");
        add(main);
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
    }
}
