package io.slipway.console.environment;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.apps.EnvironmentChange;
import io.slipway.apps.EnvironmentView;
import io.slipway.console.components.ErrorText;
import io.slipway.kernel.PlatformException;
import java.util.Set;
import java.util.function.Consumer;

/** Takes a whole {@code .env}, shows what it would add, change and remove, and saves that. */
class PasteDialog extends Dialog {

    private static final int REST_MILLIS = 300;

    private final EnvironmentView environment;
    private final Consumer<EnvironmentChange> act;
    private final TextArea text = new TextArea("Content of a .env file");
    private final Checkbox replaceAll = new Checkbox("Replace all: remove what the text does not name");
    private final Span summary = new Span();
    private final Div preview = new Div();
    private final ErrorText error = new ErrorText();
    private final Button save = new Button("Save");

    PasteDialog(EnvironmentView environment, Consumer<EnvironmentChange> act) {
        super("Paste variables");
        this.environment = environment;
        this.act = act;
        setWidth("44rem");
        text.setWidthFull();
        text.setMinRows(8);
        text.setMaxRows(16);
        text.setAutofocus(true);
        text.addClassName("mono");
        text.setTestId("paste-text");
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(REST_MILLIS);
        text.addValueChangeListener(event -> refresh());
        replaceAll.setTestId("paste-replace");
        replaceAll.addValueChangeListener(event -> refresh());
        summary.addClassNames("strong");
        summary.setTestId("paste-summary");
        preview.addClassName("paste-preview");
        preview.getElement().setAttribute("role", "status");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setTestId("paste-save");
        save.addClickListener(event -> save());
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
        add(text, replaceAll, summary, preview, error);
        getFooter().add(new Button("Cancel", event -> close()), save);
        refresh();
    }

    private PastePreview preview() {
        return PastePreview.of(text.getValue(), environment, replaceAll.getValue());
    }

    private void refresh() {
        var read = preview();
        summary.setText(read.summary());
        preview.removeAll();
        lines("+", "added", read.added());
        lines("~", "changed", read.changed());
        lines("−", "removed", read.removed());
        read.problems().forEach(problem -> {
            var line = new Span("Line " + problem.line() + ": " + problem.sentence());
            line.addClassName("paste-problem");
            preview.add(line);
        });
        save.setEnabled(read.hasChanges());
        save.setText(read.problems().isEmpty() ? "Save" : "Save what could be read");
    }

    private void lines(String sign, String kind, Set<String> names) {
        names.forEach(name -> {
            var line = new Span(sign + " " + name);
            line.addClassNames("mono", kind);
            preview.add(line);
        });
    }

    private void save() {
        error.clear();
        try {
            act.accept(preview().toChange());
            close();
        } catch (PlatformException refused) {
            error.show(refused);
        }
    }
}
