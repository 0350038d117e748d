package io.slipway.console.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.Icon;
import java.util.ArrayList;
import java.util.List;

/** The places of the console; on phones it lies at the bottom. What one may not enter is not there. */
public class Rail extends Nav {

    private record Entry(Anchor link, String url, List<String> prefixes) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Makes it.
     *
     * @param seesPlatform whether the pages of the platform are there
     */
    public Rail(boolean seesPlatform) {
        addClassName("rail");
        setAriaLabel("Main");
        var brand = new Anchor(AppNavigation.home(), new Brand());
        brand.addClassName("brand");
        brand.setAriaLabel("Slipway, home");
        add(brand);
        entry("home", "Home", AppNavigation.home(), "home", "");
        entry("apps", "Apps", AppNavigation.apps(), "apps", "orgs");
        if (seesPlatform) {
            entry("server", "Hosts", AppNavigation.hosts(), AppNavigation.hosts());
            entry("layers", "Scheduler", AppNavigation.scheduler(), AppNavigation.scheduler());
        }
    }

    /** Marks the place that a path lies in. */
    public void showPath(String path) {
        for (var entry : entries) {
            if (entry.prefixes().stream().anyMatch(prefix -> (path + "/").startsWith(prefix + "/"))) {
                entry.link().getElement().setAttribute("aria-current", path.equals(entry.url()) ? "page" : "true");
            } else {
                entry.link().getElement().removeAttribute("aria-current");
            }
        }
    }

    private void entry(String icon, String name, String url, String... prefixes) {
        var link = new Anchor(url, Icon.of(icon).large(), new Span(name));
        link.setTestId("rail-" + name.toLowerCase(java.util.Locale.ROOT));
        entries.add(new Entry(link, url, List.of(prefixes)));
        add(link);
    }
}
