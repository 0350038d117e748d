package io.slipway.console.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Section;
import io.slipway.console.components.StateBadge;
import io.slipway.console.components.StateKind;
import io.slipway.iam.AccountService;
import io.slipway.iam.CurrentUser;
import io.slipway.kernel.PlatformException;
import jakarta.annotation.security.PermitAll;

/** The signed-in person: name and password. */
@Route("me/profile")
@PageTitle("Profile — Slipway")
@PermitAll
public class ProfileView extends Div {

    private final AccountService accounts;
    private final PasswordField present = new PasswordField("Present password");
    private final PasswordField next = new PasswordField("New password");
    private final PasswordField again = new PasswordField("New password, again");
    private final ErrorText error = new ErrorText();
    private final StateBadge changed = new StateBadge(StateKind.RUNNING, "Password changed");

    public ProfileView(AccountService accounts, CurrentUser user) {
        this.accounts = accounts;
        addClassNames("page", "page-form");
        var head = new Header(new H1("Profile"));
        head.addClassName("page-head");
        var tokens = AppNavigation.link("me/tokens", "API tokens");
        add(head, new Section("Account", new Span("Signed in as " + user.actor().name() + "."), tokens), password());
    }

    private Section password() {
        present.setTestId("password-present");
        next.setTestId("password-next");
        again.setTestId("password-again");
        next.setHelperText("At least 10 characters; length counts, not signs.");
        changed.setVisible(false);
        var save = new Button("Change password", event -> change());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setTestId("password-save");
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
        var fields = new Div(present, next, again);
        fields.addClassName("stack");
        var actions = new Div(save, changed);
        actions.addClassName("form-actions");
        return new Section("Password", fields, error, actions);
    }

    private void change() {
        error.clear();
        changed.setVisible(false);
        present.setInvalid(false);
        next.setInvalid(false);
        again.setInvalid(!next.getValue().equals(again.getValue()));
        again.setErrorMessage("This is not the same as the new password.");
        if (again.isInvalid()) {
            return;
        }
        try {
            accounts.changePassword(present.getValue(), next.getValue());
            present.clear();
            next.clear();
            again.clear();
            changed.setVisible(true);
        } catch (PlatformException problem) {
            show(problem);
        }
    }

    private void show(PlatformException problem) {
        switch (problem.field().orElse("")) {
            case "present" -> Problems.showAndFocus(present, problem);
            case "password" -> Problems.showAndFocus(next, problem);
            default -> error.show(problem);
        }
    }
}
