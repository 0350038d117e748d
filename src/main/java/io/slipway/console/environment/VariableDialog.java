package io.slipway.console.environment;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.apps.EnvironmentRules;
import io.slipway.console.components.ErrorText;
import io.slipway.kernel.PlatformException;
import java.util.function.BiConsumer;

/** Adds a variable or changes one. */
class VariableDialog extends Dialog {

    private final TextField name = new TextField("Name");
    private final TextArea value = new TextArea("Value");
    private final ErrorText error = new ErrorText();
    private final Button save = new Button("Save");
    private final BiConsumer<String, String> act;

    VariableDialog(String title, String known, String text, BiConsumer<String, String> act) {
        super(title);
        this.act = act;
        setWidth("34rem");
        name.setValue(known);
        name.setReadOnly(!known.isEmpty());
        name.setAutofocus(known.isEmpty());
        name.setWidthFull();
        name.addClassName("mono");
        name.setTestId("variable-name");
        value.setValue(text);
        value.setAutofocus(!known.isEmpty());
        value.setWidthFull();
        value.setMinRows(2);
        value.setMaxRows(14);
        value.addClassName("mono");
        value.setTestId("variable-value");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setTestId("variable-save");
        save.addClickListener(event -> save());
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
        add(name, value, error);
        getFooter().add(new Button("Cancel", event -> close()), save);
    }

    private void save() {
        error.clear();
        var problem = EnvironmentRules.problem(name.getValue().strip(), value.getValue());
        name.setInvalid(problem.isPresent());
        name.setErrorMessage(problem.orElse(""));
        if (problem.isPresent()) {
            return;
        }
        try {
            act.accept(name.getValue().strip(), value.getValue());
            close();
        } catch (PlatformException refused) {
            error.show(refused);
        }
    }
}
