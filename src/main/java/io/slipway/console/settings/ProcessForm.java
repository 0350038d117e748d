package io.slipway.console.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.slipway.kernel.ProcessType;
import java.util.function.Consumer;

/** The fields of one process under its name, which a single process does not need. */
class ProcessForm extends Composite<Div> {

    private final String type;
    private final ProcessFields fields;
    private final Button remove;
    private final Span unsaved = new Span("New: it begins with one instance when you save.");
    private final Div head = new Div();

    /** @param remove called with the name of the process */
    ProcessForm(String type, ProcessFields fields, Consumer<String> remove) {
        this.type = type;
        this.fields = fields;
        this.remove = new Button("Remove…", event -> remove.accept(type));
        this.remove.addThemeVariants(ButtonVariant.TERTIARY);
        this.remove.setAriaLabel("Remove the process " + type);
        this.remove.setTestId("process-remove-" + type);
        this.remove.setVisible(!type.equals(ProcessType.WEB));
        unsaved.addClassName("muted");
        unsaved.setVisible(false);
        var name = new H3(type);
        name.addClassName("grow");
        head.add(name, unsaved, this.remove);
        head.addClassName("row");
    }

    @Override
    protected Div initContent() {
        var form = new Div(head, fields);
        form.addClassName("stack-s");
        form.setTestId("process-" + type);
        return form;
    }

    String type() {
        return type;
    }

    ProcessFields fields() {
        return fields;
    }

    /** Whether its name stands above it. */
    void setNamed(boolean named) {
        head.setVisible(named);
    }

    void setUnsaved(boolean now) {
        unsaved.setVisible(now);
        remove.setText(now ? "Remove" : "Remove…");
    }

    boolean isUnsaved() {
        return unsaved.isVisible();
    }

    void setReadOnly(boolean readOnly) {
        fields.setReadOnly(readOnly);
        remove.setEnabled(!readOnly);
        remove.setTooltipText(readOnly ? "This needs the role Space developer." : "");
    }
}
