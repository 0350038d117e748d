package io.slipway.console.shell;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.slipway.apps.AppPath;
import io.slipway.console.components.AppNavigation;
import io.slipway.iam.SpacePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places and actions under Ctrl+K, searched in the browser alone; also the shell's single-key shortcuts. */
@Tag("x-palette")
@JsModule("./components/x-palette.ts")
public class Palette extends Component {

    /**
     * A place to go to or an action to run.
     *
     * @param url of a place; null for an action
     * @param action of the browser, such as {@code theme-dark}; null for a place
     * @param keys the shortcut; null without one
     */
    record Command(
            String group,
            String title,
            String hint,
            String icon,
            @Nullable String url,
            @Nullable String action,
            @Nullable String keys) {}

    private final PaletteVerbs verbs;
    private final Runnable whenOpened;

    /** @param whenOpened tells the apps anew if they changed */
    public Palette(Optional<SpacePath> space, boolean seesPlatform, PaletteVerbs verbs, Runnable whenOpened) {
        this.verbs = verbs;
        this.whenOpened = whenOpened;
        setTestId("palette");
        getElement().setPropertyList("commands", commands(space, seesPlatform));
    }

    /** Tells the apps that can be found. */
    public void setApps(List<AppEntry> apps) {
        getElement().setPropertyList("apps", apps);
    }

    @ClientCallable
    void opened() {
        whenOpened.run();
    }

    /**
     * Runs a verb on an app, asked for by the browser.
     *
     * @param verb such as {@code restart}
     * @param count of instances; only of {@code scale}
     */
    @ClientCallable
    public void run(String verb, String organization, String space, String app, int count) {
        verbs.run(this, verb, AppPath.of(organization, space, app), count);
    }

    static List<Command> commands(Optional<SpacePath> space, boolean seesPlatform) {
        var commands = new ArrayList<Command>();
        commands.add(place("Home", "what needs you", "home", AppNavigation.home(), "g h"));
        commands.add(place("Apps", "all apps you can see", "apps", AppNavigation.apps(), "g a"));
        if (seesPlatform) {
            commands.add(place("Hosts", "machines that run instances", "server", AppNavigation.hosts(), null));
            commands.add(place("Scheduler", "what waits and why", "layers", AppNavigation.scheduler(), null));
        }
        space.ifPresent(path -> commands.add(
                new Command("Actions", "Create app", path.words(), "plus", AppNavigation.newApp(path), null, "c")));
        commands.add(action("Theme: as the system", "theme-system", "theme"));
        commands.add(action("Theme: light", "theme-light", "theme"));
        commands.add(action("Theme: dark", "theme-dark", "theme"));
        commands.add(action("Keyboard shortcuts", "shortcuts", "help"));
        return commands;
    }

    private static Command place(String title, String hint, String icon, String url, @Nullable String keys) {
        return new Command("Places", title, hint, icon, url, null, keys);
    }

    private static Command action(String title, String action, String icon) {
        return new Command("Actions", title, "", icon, null, action, null);
    }
}
