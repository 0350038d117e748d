package io.slipway.console.admin;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.console.components.ErrorText;
import io.slipway.console.components.Problems;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.PlacementSettingsService;

/** Changes which of equally good hosts takes an instance, and how often a host's CPU is promised. */
class PlacementSettingsDialog extends Dialog {

    private final PlacementSettingsService settings;
    private final Select<String> policy = new Select<>();
    private final TextField overcommit = new TextField("CPU over-commit factor");
    private final ErrorText error = new ErrorText();

    /** @param mayChange whether the caller may do more than look */
    PlacementSettingsDialog(PlacementSettingsService settings, boolean mayChange) {
        super("How instances are placed");
        this.settings = settings;
        var now = settings.get();
        setWidth("34rem");
        policy.setLabel("Policy");
        policy.setItems(settings.policies());
        policy.setItemLabelGenerator(PlacementSettingsDialog::words);
        policy.setValue(now.policy());
        policy.setHelperText("Among hosts that are equally good. Set by the platform's properties: "
                + words(now.defaultPolicy()) + ".");
        policy.setWidthFull();
        policy.setTestId("placement-policy");
        overcommit.setAllowedCharPattern("[0-9.]");
        overcommit.setValue(text(now.cpuOvercommit()));
        overcommit.setHelperText(
                "How many times each core is promised; idle apps may have more than there is. Set by the"
                        + " platform's properties: " + text(now.defaultCpuOvercommit()) + ".");
        overcommit.setWidthFull();
        overcommit.setTestId("placement-overcommit");
        var note = new Paragraph(
                "Counts at once for what is placed from now on. What runs stays, until a rebalance moves it.");
        note.addClassName("muted");
        var save = new Button("Save", event -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setTestId("placement-save");
        save.addClickShortcut(Key.ENTER);
        save.setEnabled(mayChange);
        save.setTooltipText(mayChange ? "" : "This needs an administrator.");
        policy.setReadOnly(!mayChange);
        overcommit.setReadOnly(!mayChange);
        add(policy, overcommit, note, error);
        getFooter().add(new Button("Cancel", event -> close()), save);
    }

    private void save() {
        error.clear();
        overcommit.setInvalid(false);
        try {
            settings.set(policy.getValue(), number(overcommit.getValue()));
            close();
        } catch (PlatformException refused) {
            if (refused.field().orElse("").equals("cpuOvercommit")) {
                Problems.showAndFocus(overcommit, refused);
            } else {
                error.show(refused);
            }
        }
    }

    /** What is no number is out of bounds, too. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static String text(double factor) {
        return factor == Math.rint(factor) ? String.valueOf(Math.round(factor)) : String.valueOf(factor);
    }

    private static String words(String policy) {
        return switch (policy) {
            case "balance" -> "Balance: the host with the most free memory";
            case "bin-pack" -> "Bin-pack: the fullest host that still has room";
            default -> policy;
        };
    }
}
