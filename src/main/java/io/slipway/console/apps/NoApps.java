package io.slipway.console.apps;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.Figures;
import io.slipway.iam.SpacePath;

/** What the app list shows before there is an app: the way to the first one. */
class NoApps extends Div {

    NoApps(SpacePath space) {
        var image = new TextField();
        image.setPlaceholder("ghcr.io/acme/shop:1.0");
        image.setAriaLabel("Image");
        image.setTestId("first-image");
        var next = new Button("Continue", event -> AppNavigation.openNewApp(space, image.getValue()));
        next.addThemeVariants(ButtonVariant.PRIMARY);
        next.addClickShortcut(Key.ENTER).listenOn(image);
        var sample = AppNavigation.link(AppNavigation.newApp(space) + "?from=sample", "Deploy the sample app");
        sample.setTestId("first-sample");
        add(new EmptyState(
                "Deploy your first app",
                "Name a container image and Slipway runs it, gives it an address and watches over it.",
                image,
                next,
                sample));
    }

    /** What stands there when a filter hides every app. */
    static EmptyState filtered(AppListModel model, Runnable clear) {
        var state = model.filter() == AppFilter.ALL
                ? ""
                : " in state " + model.filter().word();
        var text = model.text().isEmpty() ? "" : " named like “" + model.text() + "”";
        return new EmptyState(
                "No app" + text + state,
                Figures.count(model.size(), "app") + " without the filter.",
                new Button("Clear filter", event -> clear.run()));
    }
}
