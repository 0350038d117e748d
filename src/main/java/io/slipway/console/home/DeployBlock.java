package io.slipway.console.home;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.CreateAppRequest;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.Icon;
import io.slipway.iam.SpacePath;

/** From an image to the create page in one field; on an empty installation the main thing on the page. */
class DeployBlock extends Div {

    private final SpacePath space;
    private final TextField image = new TextField();

    DeployBlock(SpacePath space) {
        this.space = space;
        addClassName("deploy-block");
    }

    /** The large form for a first app, with the sample as a tile. */
    DeployBlock first() {
        addClassName("deploy-first");
        var text = new Paragraph(
                "Name a container image. Slipway proposes the rest: name, port, health check and address.");
        text.addClassName("muted");
        add(new H2("Deploy your first app"), text, line("Continue"), tiles());
        return this;
    }

    /** The small form for everybody else. */
    DeployBlock another() {
        add(new H2("Deploy an app"), line("Continue"));
        return this;
    }

    private Div line(String verb) {
        image.setPlaceholder("ghcr.io/acme/shop:1.0");
        image.setAriaLabel("Image reference");
        image.setClearButtonVisible(true);
        image.addKeyPressListener(Key.ENTER, event -> open());
        image.setTestId("deploy-image");
        var go = new Button(verb, event -> open());
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setTestId("deploy-continue");
        var line = new Div(image, go);
        line.addClassName("deploy-line");
        return line;
    }

    private Div tiles() {
        var sample = new NativeButton();
        sample.add(
                Icon.of("box").large(),
                bold("Sample app"),
                new Span("A small page that shows its instances. Needs no registry."));
        sample.addClassName("choice");
        sample.setTestId("deploy-sample");
        sample.addClickListener(event -> AppNavigation.openNewApp(space, CreateAppRequest.SAMPLE));
        var tiles = new Div(sample);
        tiles.addClassName("deploy-tiles");
        return tiles;
    }

    private static Span bold(String text) {
        var name = new Span(text);
        name.addClassName("strong");
        return name;
    }

    private void open() {
        AppNavigation.openNewApp(space, image.getValue());
    }
}
