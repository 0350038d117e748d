package io.slipway.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Titles;
import io.slipway.console.shell.Brand;
import io.slipway.iam.SetupService;
import io.slipway.kernel.PlatformException;

/** The first account of a new installation, made by who holds the link that was printed at the start. */
@Route(value = "setup", autoLayout = false)
@AnonymousAllowed
public class SetupView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final SetupService setup;
    private final TextField name = new TextField("User name");
    private final PasswordField password = new PasswordField("Password");
    private final ErrorText error = new ErrorText();
    private String token = "";

    public SetupView(SetupService setup) {
        this.setup = setup;
        addClassName("entrance");
        var brand = new Div(new Brand(), new Span("Slipway"));
        brand.addClassName("entrance-brand");
        var intro = new Paragraph(
                "Make the first account. It may do everything, so choose a password that nobody guesses.");
        intro.addClassName("muted");
        var card = new Div(brand, new H1("Set up this installation"), intro, error, fields());
        card.addClassName("entrance-card");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        token = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("token")
                .orElse("");
        if (token.isEmpty()) {
            error.show("This address lacks its one-time token. Open the whole link that ./slipway up printed.");
        }
    }

    @Override
    public String getPageTitle() {
        return Titles.page("Set up");
    }

    private Div fields() {
        name.setAutocomplete(Autocomplete.USERNAME);
        name.setAutofocus(true);
        name.setWidthFull();
        name.setTestId("setup-name");
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText("At least 10 characters.");
        password.setWidthFull();
        password.setTestId("setup-password");
        var create = new Button("Create account", event -> complete());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.addClickShortcut(Key.ENTER);
        create.setWidthFull();
        create.setTestId("setup-create");
        var fields = new Div(name, password, create);
        fields.addClassName("entrance-fields");
        return fields;
    }

    private void complete() {
        error.clear();
        name.setInvalid(false);
        password.setInvalid(false);
        try {
            setup.complete(token, name.getValue().strip(), password.getValue());
            getUI().ifPresent(ui -> ui.getPage().setLocation("login?ready"));
        } catch (PlatformException problem) {
            show(problem);
        }
    }

    private void show(PlatformException problem) {
        switch (problem.field().orElse("")) {
            case "username", "name" -> Problems.show(name, problem);
            case "password" -> Problems.show(password, problem);
            default -> error.show(problem);
        }
    }
}
