package io.slipway.console.deployments;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.kernel.PlatformException;
import java.util.function.Consumer;

/** Asks for another image of an app and deploys it. */
public class DeployImageDialog extends Dialog {

    private final TextField image = new TextField("Image");
    private final Button deploy = new Button("Deploy");
    private final Consumer<String> act;

    /**
     * Makes one.
     *
     * @param present what runs now, to start from
     * @param act deploys; its problems are shown at the field
     */
    public DeployImageDialog(String app, String present, Consumer<String> act) {
        super("Deploy another image of " + app);
        this.act = act;
        setWidth("32rem");
        image.setValue(present);
        image.setWidthFull();
        image.setAutoselect(true);
        image.setAutofocus(true);
        image.setTestId("deploy-image-field");
        deploy.addThemeVariants(ButtonVariant.PRIMARY);
        deploy.setTestId("deploy-image-confirm");
        deploy.setDisableOnClick(true);
        deploy.addClickListener(event -> deploy());
        deploy.addClickShortcut(Key.ENTER);
        add(
                image,
                new Paragraph("New instances start and pass their health check before the old ones end. Settings and"
                        + " variables stay as they are."));
        getFooter().add(new Button("Cancel", event -> close()), deploy);
    }

    private void deploy() {
        image.setInvalid(false);
        try {
            act.accept(image.getValue().strip());
            close();
        } catch (PlatformException problem) {
            image.setErrorMessage(problem.sentence());
            image.setInvalid(true);
            image.focus();
            deploy.setEnabled(true);
        }
    }
}
