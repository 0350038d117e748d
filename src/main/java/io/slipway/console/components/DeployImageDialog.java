package io.slipway.console.components;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.AppService;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.console.Background;
import io.slipway.kernel.PlatformException;

/** Asks for another image of an app and deploys it; stays open with its progress while a host looks at the image. */
public class DeployImageDialog extends Dialog {

    private final AppService apps;
    private final AppContext context;
    private final TextField image = new TextField("Image");
    private final StrategyField strategy = new StrategyField();
    private final ErrorText error = new ErrorText();
    private final Button deploy = new Button("Deploy", event -> deploy());
    private final Div progress = new Div(new Span("Looking at the image on a host; a first look pulls it."));

    /** Makes one for the app of a page. */
    public DeployImageDialog(AppService apps, AppContext context) {
        super("Deploy another image of " + context.app().path().app());
        this.apps = apps;
        this.context = context;
        setWidth("32rem");
        image.setValue(context.app().release().image());
        image.setWidthFull();
        image.setAutoselect(true);
        image.setAutofocus(true);
        image.setTestId("deploy-image-field");
        deploy.addThemeVariants(ButtonVariant.PRIMARY);
        deploy.setTestId("deploy-image-confirm");
        deploy.setDisableOnClick(true);
        deploy.addClickShortcut(Key.ENTER);
        var bar = new ProgressBar();
        bar.setIndeterminate(true);
        progress.add(bar);
        progress.addClassName("muted");
        progress.getElement().setAttribute("role", "status");
        progress.setVisible(false);
        add(
                image,
                strategy,
                new Paragraph("New instances start and pass their health check before the old ones end. Settings and"
                        + " variables stay as they are."),
                error,
                progress);
        getFooter().add(new Button("Cancel", event -> close()), deploy);
    }

    private void deploy() {
        image.setInvalid(false);
        error.clear();
        working(true);
        DeploymentStrategy how;
        try {
            how = strategy.strategy();
        } catch (PlatformException wrong) {
            refuse(wrong);
            return;
        }
        var name = image.getValue().strip();
        Background.run(
                () -> apps.deployImage(context.app().id(), name, how),
                changed -> {
                    close();
                    context.reload().run();
                },
                this::refuse);
    }

    private void refuse(PlatformException problem) {
        working(false);
        if (strategy.show(problem)) {
            return;
        }
        if (problem instanceof PlatformException.Conflict) {
            error.show(problem);
        } else {
            Problems.showAndFocus(image, problem);
        }
    }

    private void working(boolean busy) {
        progress.setVisible(busy);
        image.setReadOnly(busy);
        strategy.setBusy(busy);
        deploy.setEnabled(!busy);
    }
}
