package io.slipway.console.apps;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppService;
import io.slipway.apps.CreateAppRequest;
import io.slipway.console.Background;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Titles;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.SpacePath;
import io.slipway.images.ImageInspector;
import io.slipway.kernel.PlatformException;
import io.slipway.routes.RouteService;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** From an image to a running app on one page: one field is required, the rest is filled in and can be changed. */
@Route(AppNavigation.NEW_APP_ROUTE)
@PermitAll
public class CreateAppView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final CreateAppModel model;
    private final ImageChecks checks;
    private final CreateAppForm form;
    private final CreateSummary summary = new CreateSummary();
    private final Button create = new Button("Create and deploy", event -> create());
    private final ErrorText refusal = new ErrorText();
    private String origin = "";

    public CreateAppView(
            AppService apps, RouteService routes, AccessPolicy policy, ImageInspector inspector, Clock clock) {
        model = new CreateAppModel(apps, routes, policy);
        checks = new ImageChecks(inspector, Thread::startVirtualThread, clock);
        form = new CreateAppForm(this::refresh, model::freeName);
        addClassName("page");
        var columns = new Div(form, summary);
        columns.addClassName("create-columns");
        add(new Header(new H1("Create app")), refusal, columns, actions());
        form.onImage(this::check);
        addDetachListener(event -> checks.forget());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        try {
            model.enter(new SpacePath(
                    parameters.get("org").orElse(""), parameters.get("space").orElse("")));
        } catch (PlatformException.NotFound missing) {
            event.rerouteToError(NotFoundException.class, missing.sentence());
            return;
        }
        if (!model.isAllowed()) {
            refusal.show("You may look at " + model.space().space()
                    + " but not create apps in it. Ask for the role Space developer.");
        }
        create.setEnabled(model.isAllowed());
        var query = event.getLocation().getQueryParameters();
        event.getUI().getPage().fetchCurrentURL(url -> {
            origin = url.getProtocol() + "://" + url.getAuthority();
            refresh();
        });
        var image = query.getSingleParameter("image").orElse("");
        var sample = image.equals(CreateAppRequest.SAMPLE)
                || query.getSingleParameter("from").filter("sample"::equals).isPresent();
        form.fill(sample ? "" : image, sample);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return Titles.page(
                "Create app · " + model.space().space() + " · " + model.space().organization());
    }

    private Div actions() {
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setTestId("create-and-deploy");
        create.setDisableOnClick(true);
        create.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
        var cancel = AppNavigation.link(AppNavigation.apps(), "Cancel");
        var keys = new Span("Ctrl+Enter");
        keys.addClassName("muted");
        var actions = new Div(create, keys, cancel);
        actions.addClassName("form-actions");
        return actions;
    }

    /** A look at an image can take as long as a pull: it runs without the session's lock and comes back when it is done. */
    private void check(String image) {
        UI ui = getUI().orElseGet(UI::getCurrent);
        if (!model.isAllowed()) {
            return;
        }
        form.show(checks.ask(image, answer -> LiveUpdates.deliver(ui, () -> form.show(answer))));
    }

    private void refresh() {
        var input = form.input();
        var url = model.url(input);
        form.showRoute(url, model.nameProblem(input.name()));
        try {
            summary.show(origin, model.space(), input.toRequest(true), url);
        } catch (PlatformException incomplete) {
            // Half a form says nothing wrong: problems are told when it is sent.
            summary.waitFor(incomplete.sentence());
        }
    }

    private void create() {
        form.clearProblems();
        try {
            form.requireComplete();
            var input = form.input();
            working(true);
            Background.run(() -> model.create(input), AppNavigation::open, this::refuse);
        } catch (PlatformException problem) {
            refuse(problem);
        }
    }

    private void refuse(PlatformException problem) {
        working(false);
        form.show(problem);
    }

    /** A host may have to pull the image first: until then nothing can be sent twice. */
    private void working(boolean busy) {
        create.setText(busy ? "Creating…" : "Create and deploy");
        create.setEnabled(!busy);
    }
}
