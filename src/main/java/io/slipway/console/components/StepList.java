package io.slipway.console.components;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of something that takes time: which are done, which runs, how long each took, and where it failed. */
public class StepList extends Composite<OrderedList> {

    /**
     * One step.
     *
     * @param kind RUNNING for done, PROGRESS for now, FAILED, PENDING for later
     * @param detail what it does now or why it failed; may be empty
     * @param took null while it has not ended
     */
    public record Step(
            String name,
            StateKind kind,
            String detail,
            @Nullable Duration took) {}

    private List<Step> shown = List.of();

    public StepList() {
        getContent().addClassName("steps");
    }

    /** Shows these steps in order. */
    public void setSteps(List<Step> steps) {
        if (shown.equals(steps)) {
            return;
        }
        shown = List.copyOf(steps);
        getContent().removeAll();
        steps.forEach(step -> getContent().add(item(step)));
    }

    private static ListItem item(Step step) {
        var state = new StateBadge(step.kind(), step.name()).plain();
        var detail = new Span(step.detail());
        detail.addClassName("step-detail");
        var took = step.took();
        var time = new Span(took == null ? "" : Figures.duration(took));
        time.addClassNames("step-time", "num");
        var item = new ListItem(state, detail, time);
        item.addClassNames("step", "step-" + step.kind().attribute());
        return item;
    }
}
