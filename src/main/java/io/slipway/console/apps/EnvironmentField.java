package io.slipway.console.apps;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.slipway.apps.DotEnv;
import io.slipway.console.components.Figures;
import io.slipway.console.components.Problems;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.util.Map;
import java.util.stream.Collectors;

/** A place to paste a {@code .env} into, which says at once what it read. */
class EnvironmentField extends Composite<Div> {

    private static final int REST_MILLIS = 400;

    private final TextArea text = new TextArea("Variables");
    private final Span read = new Span();

    EnvironmentField() {
        text.setPlaceholder("DATABASE_URL=postgresql://…\nLOG_LEVEL=info");
        text.setHelperText("One NAME=value a line, or a whole .env file.");
        text.setWidthFull();
        text.setMinRows(3);
        text.setMaxRows(12);
        text.addClassName("mono");
        text.setTestId("app-environment");
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(REST_MILLIS);
        text.addValueChangeListener(event -> showRead());
        read.addClassName("muted");
        read.getElement().setAttribute("role", "status");
        getContent().add(text, read);
    }

    void onChange(Runnable changed) {
        text.addValueChangeListener(event -> changed.run());
    }

    /** What could be read; lines with problems are told beside the field and refused at the end. */
    Map<String, Secret> variables() {
        return DotEnv.parse(text.getValue()).values();
    }

    /**
     * Makes sure that no line gets lost.
     *
     * @throws PlatformException.Invalid for field {@code environment} when a line could not be read
     */
    void requireReadable() {
        DotEnv.parse(text.getValue()).problems().stream().findFirst().ifPresent(problem -> {
            throw new PlatformException.Invalid(
                    "invalid-environment", "environment", "Line " + problem.line() + ": " + problem.sentence());
        });
    }

    void show(PlatformException problem) {
        Problems.showAndFocus(text, problem);
    }

    private void showRead() {
        DotEnv pasted = DotEnv.parse(text.getValue());
        text.setErrorMessage(pasted.problems().stream()
                .map(problem -> "Line " + problem.line() + ": " + problem.sentence())
                .collect(Collectors.joining(" ")));
        text.setInvalid(!pasted.problems().isEmpty());
        read.setText(text.isEmpty() ? "" : Figures.count(pasted.values().size(), "variable") + " read.");
    }
}
