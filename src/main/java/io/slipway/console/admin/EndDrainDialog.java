package io.slipway.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Figures;
import io.slipway.kernel.PlatformException;
import java.util.function.Consumer;

/** Asks before a drain is cancelled, and whether the host takes instances again. */
class EndDrainDialog extends Dialog {

    private final Checkbox uncordon = new Checkbox("Let new instances on it again");
    private final ErrorText error = new ErrorText();
    private final Consumer<Boolean> act;

    /** @param act is told whether to uncordon */
    EndDrainDialog(HostLoad load, Consumer<Boolean> act) {
        super("Cancel the drain of " + load.host().name() + "?");
        this.act = act;
        addClassName("confirm");
        setWidth("26rem");
        setRole("alertdialog");
        uncordon.setTestId("drain-uncordon");
        var keep = new Button("Keep draining", event -> close());
        var end = new Button("Cancel drain", event -> end());
        end.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        end.setTestId("drain-cancel");
        add(
                new Paragraph(
                        "Moves under way finish. What is still there (" + Figures.count(load.instances(), "instance")
                                + ") stays and goes on serving; what has moved does not come back."),
                uncordon,
                error);
        getFooter().add(keep, end);
        addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                keep.focus();
            }
        });
    }

    private void end() {
        try {
            act.accept(uncordon.getValue());
            close();
        } catch (PlatformException refused) {
            error.show(refused);
        }
    }
}
