package io.slipway.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.console.components.AppVerbs;
import io.slipway.console.components.Figures;
import io.slipway.console.components.Problems;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessType;
import io.slipway.routes.RouteService;
import io.slipway.routes.RouteView;

/** Runs the palette's verbs as the buttons do: what the browser offered is asked again of the services. */
@org.springframework.stereotype.Component
public class PaletteVerbs {

    private static final Runnable BY_EVENT = () -> {};

    private final AppService apps;
    private final RouteService routes;

    PaletteVerbs(AppService apps, RouteService routes) {
        this.apps = apps;
        this.routes = routes;
    }

    /**
     * Runs one; a refusal is shown as a message.
     *
     * @param count of instances; only of {@code scale}
     */
    void run(Component place, String verb, AppPath path, int count) {
        Problems.attempt(place, () -> {
            var app = apps.get(path);
            if (verb.equals("visit")) {
                visit(app);
            } else if (AppVerbs.mayOperate(app)) {
                operate(place, verb, app, count);
            } else {
                Problems.message(AppVerbs.NOT_ALLOWED);
            }
        });
    }

    private void visit(AppView app) {
        routes.ofApp(app.id()).stream()
                .map(RouteView::url)
                .findFirst()
                .ifPresentOrElse(
                        url -> UI.getCurrent().getPage().open(url, "_blank"),
                        () -> Problems.message(app.path().app() + " has no route. Add one in its settings."));
    }

    private void operate(Component place, String verb, AppView app, int count) {
        var verbs = new AppVerbs(apps);
        switch (verb) {
            case "restart" -> verbs.restart(app, BY_EVENT);
            case "start" -> verbs.start(place, app, BY_EVENT);
            case "stop" ->
                verbs.stop(
                        app,
                        Figures.count(app.wantedInstances(), "instance") + " will end and its routes stop answering.",
                        BY_EVENT);
            case "scale" -> {
                if (count < 0 || count > AppVerbs.MOST_INSTANCES) {
                    throw new PlatformException.Invalid(
                            "invalid-instances",
                            "instances",
                            "Choose from 0 to " + AppVerbs.MOST_INSTANCES + " instances.");
                }
                verbs.scale(place, app, ProcessType.WEB, count, BY_EVENT);
            }
            default -> throw new IllegalArgumentException("No verb of the palette: " + verb);
        }
    }
}
