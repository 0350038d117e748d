package io.slipway.console.components;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppPath;
import java.util.EnumMap;
import java.util.Map;

/** The pages of an app as real links in three groups. */
class AppSideNavigation extends Nav {

    private final Map<AppPlace, Anchor> links = new EnumMap<>(AppPlace.class);

    AppSideNavigation() {
        addClassName("app-nav");
        setAriaLabel("Pages of this app");
        var group = "";
        for (var place : AppPlace.values()) {
            if (!place.group().equals(group)) {
                group = place.group();
                var heading = new Span(group);
                heading.addClassName("app-nav-group");
                add(heading);
            }
            var link = new Anchor("", Icon.of(place.icon()), new Span(place.title()));
            link.setTestId("nav-" + place.title().toLowerCase(java.util.Locale.ROOT));
            links.put(place, link);
            add(link);
        }
    }

    void show(AppPath path, AppPlace current) {
        links.forEach((place, link) -> {
            link.setHref(AppNavigation.url(path, place));
            if (place == current) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }
}
