package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.kernel.PlatformException;

/** Asks before an act that people notice. The act runs only from its own button; Cancel has the focus. */
public final class Confirm {

    private Confirm() {}

    /**
     * Tier 1: tells the effect with numbers.
     *
     * @param title the act and its object: "Stop shop?"
     * @param effect what happens: "3 instances end; shop.apps.example.com stops answering."
     * @param verb on the button: "Stop shop"
     */
    public static void explain(String title, String effect, String verb, Runnable act) {
        var dialog = dialog(title, new Paragraph(effect));
        finish(dialog, new Button(verb), act);
    }

    /**
     * Tier 2: the same, and the object's name must be typed; pasting is fine.
     *
     * @param name what must be typed exactly
     */
    public static void typeName(String title, String effect, String name, String verb, Runnable act) {
        var field = new TextField("Type " + name + " to confirm");
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.setWidthFull();
        field.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.OFF);
        field.setTestId("confirm-name");
        var dialog = dialog(title, new Paragraph(effect), field);
        var button = new Button(verb);
        button.setEnabled(false);
        field.addValueChangeListener(
                event -> button.setEnabled(name.equals(event.getValue().strip())));
        finish(dialog, button, act);
    }

    private static Dialog dialog(String title, Component... content) {
        var dialog = new Dialog(title);
        dialog.addClassName("confirm");
        dialog.setWidth("26rem");
        dialog.add(content);
        dialog.setRole("alertdialog");
        return dialog;
    }

    private static void finish(Dialog dialog, Button button, Runnable act) {
        var error = new ErrorText();
        dialog.add(error);
        var cancel = new Button("Cancel", event -> dialog.close());
        cancel.setTestId("confirm-cancel");
        button.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        button.setTestId("confirm");
        button.setDisableOnClick(true);
        button.addClickListener(event -> {
            try {
                act.run();
                dialog.close();
            } catch (PlatformException problem) {
                error.show(problem);
                button.setEnabled(true);
            }
        });
        dialog.getFooter().add(cancel, button);
        dialog.open();
        // A dialog looks for an autofocus only where nothing had the focus before.
        cancel.focus();
    }
}
