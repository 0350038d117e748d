package io.slipway.console.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.ErrorText;
import io.slipway.iam.TokenService;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes a token and shows its text, this once. */
class TokenDialog extends Dialog {

    private final TextField name = new TextField("Name");
    private final Select<Duration> lifetime = new Select<>();
    private final ErrorText error = new ErrorText();
    private final Button create = new Button("Create token", event -> create());
    private final BiFunction<String, Duration, Secret> act;

    TokenDialog(BiFunction<String, Duration, Secret> act) {
        super("Create an API token");
        this.act = act;
        setWidth("34rem");
        name.setHelperText("What uses it, for example: CI of shop");
        name.setWidthFull();
        name.setAutofocus(true);
        name.setTestId("token-name");
        lifetime.setLabel("Expires after");
        lifetime.setItems(Duration.ofDays(7), Duration.ofDays(30), TokenService.DEFAULT_LIFETIME, Duration.ofDays(365));
        lifetime.setItemLabelGenerator(duration -> duration.toDays() + " days");
        lifetime.setValue(TokenService.DEFAULT_LIFETIME);
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setTestId("token-create-confirm");
        create.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
        add(name, lifetime, error);
        getFooter().add(new Button("Cancel", event -> close()), create);
    }

    private void create() {
        error.clear();
        try {
            show(act.apply(
                    name.getValue(), Optional.ofNullable(lifetime.getValue()).orElse(TokenService.DEFAULT_LIFETIME)));
        } catch (PlatformException problem) {
            error.show(problem);
        }
    }

    private void show(Secret token) {
        var text = new Span(token.reveal());
        text.addClassNames("mono", "wrap-anywhere");
        text.setTestId("token-text");
        var line = new Div(text, new CopyButton(token.reveal(), "Copy token"));
        line.addClassNames("row", "code");
        removeAll();
        add(new Paragraph("Copy the token now. It is not shown again."), line);
        getFooter().removeAll();
        var done = new Button("Done", event -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
