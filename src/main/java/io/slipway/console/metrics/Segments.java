package io.slipway.console.metrics;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A choice of one among a few, all in sight. */
class Segments extends Div {

    /**
     * One choice.
     *
     * @param value as it stands in the address
     */
    record Choice(String value, String text) {}

    private final List<NativeButton> buttons = new ArrayList<>();
    private final List<Choice> choices;

    Segments(String label, List<Choice> choices, Consumer<String> chosen) {
        this.choices = List.copyOf(choices);
        addClassName("segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", label);
        for (var choice : choices) {
            var button = new NativeButton(choice.text(), event -> chosen.accept(choice.value()));
            buttons.add(button);
            add(button);
        }
    }

    void choose(String value) {
        for (var i = 0; i < buttons.size(); i++) {
            buttons.get(i)
                    .getElement()
                    .setAttribute(
                            "aria-pressed",
                            Boolean.toString(choices.get(i).value().equals(value)));
        }
    }
}
