package io.slipway.console.autoscale;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleService;
import io.slipway.autoscale.AutoscaleView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.AppVerbs;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Pulse;
import io.slipway.console.components.Section;
import io.slipway.console.streams.PreviewShelf;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How many instances an app gets by itself. */
@Route(value = AppNavigation.APP_ROUTE + "/autoscale", layout = AppFrame.class)
@PermitAll
public class AutoscalePageView extends Div implements AppPage, BeforeEnterObserver {

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final AutoscaleService autoscale;
    private final Clock clock;
    private final ProcessChoice process = new ProcessChoice(this::choose);
    private final Paragraph now = new Paragraph();
    private final PolicyForm form = new PolicyForm();
    private final ErrorText error = new ErrorText();
    private final Button save = new Button("Save", event -> save());
    private final Button preview = new Button("Preview the last 24 hours", event -> preview());
    private final Button remove = new Button("Remove…", event -> remove());
    private final PreviewPanel replay;
    private final MoveList moves = new MoveList();
    private String path = "";
    private @Nullable AppContext shown;
    private @Nullable ProcessId filled;
    private @Nullable AutoscalePolicy saved;

    public AutoscalePageView(AutoscaleService autoscale, PreviewShelf shelf, Clock clock) {
        this.autoscale = autoscale;
        this.clock = clock;
        replay = new PreviewPanel(shelf);
        now.addClassName("strong");
        now.setTestId("autoscale-now");
        now.getElement().setAttribute("role", "status");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setTestId("autoscale-save");
        preview.setTestId("autoscale-preview-show");
        preview.setDisableOnClick(true);
        remove.setTestId("autoscale-remove");
        var actions = new Div(save, preview, remove);
        actions.addClassName("form-actions");
        var policy = new Section("Autoscale", process, now, form, error, actions)
                .withHint("The rule that asks for most instances wins. Saved changes count within seconds.");
        addClassNames("page", "page-form", "stack-l");
        add(policy, replay, moves, new Pulse(LOOK, this::beat));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        path = event.getLocation().getPath();
        process.choose(event.getLocation()
                .getQueryParameters()
                .getSingleParameter("process")
                .orElse(ProcessType.WEB));
    }

    @Override
    public AppPlace place() {
        return AppPlace.AUTOSCALE;
    }

    @Override
    public void showApp(AppContext context) {
        shown = context;
        var app = context.app();
        var may = AppVerbs.mayOperate(app);
        save.setEnabled(may);
        save.setTooltipText(may ? "" : AppVerbs.NOT_ALLOWED);
        form.setReadOnly(!may);
        process.show(app);
        refresh(context);
    }

    private void choose(String chosen) {
        replay.setVisible(false);
        beat();
        var query = QueryParameters.simple(Map.of("process", chosen));
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, new Location(path, query)));
    }

    /** What is being typed stays until another policy is saved. */
    private void refresh(AppContext context) {
        var app = context.app();
        var type = process.type();
        var present = app.process(type).orElse(app.web());
        var found = autoscale.find(app.id(), type);
        var policy = found.map(AutoscaleView::policy).orElse(null);
        if (!present.id().equals(filled) || (policy != null && !policy.equals(saved))) {
            filled = present.id();
            saved = policy;
            Optional.ofNullable(policy).ifPresentOrElse(form::show, () -> form.suggest(present.instances()));
        }
        remove.setVisible(found.isPresent());
        remove.setEnabled(AppVerbs.mayOperate(app));
        now.setText(found.map(view -> DecisionText.of(view, clock.instant()))
                .orElse("No policy: the number of instances stays until somebody changes it."));
        moves.show(autoscale.history(app.id(), type, MoveList.MOST));
    }

    /** Decisions have no event: they are looked at while the page is seen. */
    private void beat() {
        var context = shown;
        if (context == null) {
            return;
        }
        try {
            refresh(context);
        } catch (PlatformException.NotFound gone) {
            // The frame knows where to go without the app or the process.
            context.reload().run();
        }
    }

    private void save() {
        act(context -> {
            saved = autoscale
                    .save(context.app().id(), process.type(), form.policy())
                    .policy();
            context.reload().run();
        });
    }

    private void preview() {
        act(context -> {
            var policy = form.policy();
            replay.show(
                    context.app().id(), policy, autoscale.preview(context.app().id(), process.type(), policy));
        });
        preview.setEnabled(true);
    }

    private void remove() {
        act(context -> Confirm.explain(
                "Remove the autoscale policy of " + process.type() + "?",
                "As many instances as there are stay; nothing changes their number by itself any more.",
                "Remove policy",
                () -> {
                    autoscale.remove(context.app().id(), process.type());
                    filled = null;
                    context.reload().run();
                }));
    }

    private void act(Consumer<AppContext> action) {
        var context = shown;
        if (context == null) {
            return;
        }
        error.clear();
        try {
            action.accept(context);
        } catch (PlatformException problem) {
            if (!form.show(problem)) {
                error.show(problem);
            }
        }
    }
}
