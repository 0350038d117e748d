package io.slipway.console.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.slipway.console.components.Icon;
import java.util.Locale;

/** Who is signed in, the theme, and the way out. */
public class UserMenu extends Composite<Div> {

    public UserMenu(String name, Runnable signOut) {
        var initials = new Span(name.substring(0, Math.min(2, name.length())).toUpperCase(Locale.ROOT));
        initials.addClassName("initials");
        var button = new NativeButton();
        button.add(initials);
        button.addClassName("icon-button");
        button.setAriaLabel("Signed in as " + name);
        button.setTestId("user-menu");
        var who = new Span("Signed in as " + name);
        who.addClassName("strong");
        var leave = new Button("Sign out", Icon.of("leave"), event -> signOut.run());
        leave.setTestId("sign-out");
        var content =
                new Div(who, link("Profile", "me/profile"), link("API tokens", "me/tokens"), new ThemeChoice(), leave);
        content.addClassName("user-menu");
        var popover = new Popover(content);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel("Account");
        getContent().add(button, popover);
    }

    private static Anchor link(String text, String url) {
        var link = new Anchor(url, text);
        link.addClassName("menu-link");
        // The menu stays open over a page that Flow exchanges; following a link closes it.
        ClickScript.on(link, "this.closest('vaadin-popover').opened = false");
        return link;
    }
}
