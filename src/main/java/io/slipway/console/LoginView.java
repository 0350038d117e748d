package io.slipway.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Titles;
import io.slipway.console.shell.Brand;

/** The way in. The form goes straight to the login endpoint; parameters of the address say what went wrong the last time. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
public class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final ErrorText error = new ErrorText();
    private final Paragraph note = new Paragraph();

    public LoginView() {
        addClassName("entrance");
        var brand = new Div(new Brand(), new Span("Slipway"));
        brand.addClassName("entrance-brand");
        note.addClassName("entrance-foot");
        note.setVisible(false);
        var card = new Div(brand, new H1("Sign in"), error, note);
        card.addClassName("entrance-card");
        card.getElement().appendChild(form());
        var foot = new Paragraph("No account yet? The person who runs this Slipway can give you one.");
        foot.addClassName("entrance-foot");
        card.add(foot);
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        if (query.getSingleParameter("throttled").isPresent()) {
            var seconds = query.getSingleParameter("throttled").orElse("");
            error.show("Too many failed tries. Wait " + (seconds.matches("\\d{1,5}") ? seconds + " s" : "a minute")
                    + ", then try again.");
        } else if (query.getSingleParameter("error").isPresent()) {
            error.show("User name or password is wrong.");
        }
        if (query.getSingleParameter("ready").isPresent()) {
            note.setText("Your account is ready. Sign in with it.");
            note.setVisible(true);
        } else if (query.getSingleParameter("logout").isPresent()) {
            note.setText("You are signed out.");
            note.setVisible(true);
        }
    }

    @Override
    public String getPageTitle() {
        return Titles.page("Sign in");
    }

    private static Element form() {
        var form = new Element("form");
        form.setAttribute("method", "post");
        form.setAttribute("action", "login");
        form.appendChild(field("User name", "username", "text", "username").getElement());
        form.appendChild(
                field("Password", "password", "password", "current-password").getElement());
        var button = new Element("button");
        button.setAttribute("type", "submit");
        button.setAttribute("data-testid", "sign-in");
        button.setText("Sign in");
        form.appendChild(button);
        return form;
    }

    private static NativeLabel field(String text, String name, String type, String autocomplete) {
        var input = new Input();
        input.setType(type);
        input.getElement().setAttribute("name", name);
        input.getElement().setAttribute("autocomplete", autocomplete);
        input.getElement().setAttribute("required", true);
        input.getElement().setAttribute("autocapitalize", "none");
        input.getElement().setAttribute("autofocus", name.equals("username"));
        var label = new NativeLabel(text);
        label.add(input);
        return label;
    }
}
