package io.slipway.console.components;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.placement.PlacementView;

/** Why an instance waits, or why it is where it is, in words; and what would have to change so that it fits. */
public class PlacementNote extends Div {

    public PlacementNote(PlacementView view) {
        addClassName("stack-s");
        setTestId("placement-note");
        add(new Paragraph(view.sentence()));
        if (!view.steps().isEmpty()) {
            var steps = new UnorderedList();
            steps.addClassName("placement-steps");
            view.steps().forEach(step -> steps.add(new ListItem(step)));
            add(
                    new Paragraph(
                            view.steps().size() == 1 ? "It would fit after this:" : "It would fit after any of these:"),
                    steps);
        }
    }
}
