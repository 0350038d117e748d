package io.slipway.console.shell;

import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.slipway.console.components.Icon;

/** The line above every page: where one is, search, help, account. */
public class TopBar extends Header {

    public TopBar(Crumbs crumbs, UserMenu user) {
        addClassName("topbar");
        var help = new NativeButton();
        help.add(Icon.of("help"));
        help.addClassNames("icon-button", "help");
        help.setAriaLabel("Keyboard shortcuts");
        help.setTitle("Keyboard shortcuts (?)");
        ClickScript.on(help, "window.dispatchEvent(new KeyboardEvent('keydown',{key:'?'}))");
        add(crumbs, searchButton(), help, user);
    }

    private static NativeButton searchButton() {
        var search = new NativeButton();
        var keys = new Span("Ctrl K");
        keys.addClassName("keys");
        search.add(Icon.of("search"), new Span("Search or run…"), keys);
        search.addClassName("search-button");
        search.setAriaLabel("Search or run");
        search.setTestId("open-palette");
        ClickScript.on(search, "window.dispatchEvent(new CustomEvent('open-palette'))");
        return search;
    }
}
