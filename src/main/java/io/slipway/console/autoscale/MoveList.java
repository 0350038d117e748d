package io.slipway.console.autoscale;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.slipway.autoscale.AutoscaleMove;
import io.slipway.console.components.Panel;
import io.slipway.console.components.RelativeTime;
import java.util.List;

/** What changed the number of instances, newest first, in words with the numbers that were seen. */
class MoveList extends Composite<Panel> {

    /** More than one reads. */
    static final int MOST = 50;

    private final OrderedList list = new OrderedList();
    private final Span none = new Span("Nothing has changed the number of instances since there is a policy.");
    private List<AutoscaleMove> shown = List.of();

    MoveList() {
        list.addClassName("timeline");
        list.setTestId("autoscale-moves");
        none.addClassName("muted");
    }

    @Override
    protected Panel initContent() {
        return new Panel("Moves", none, list);
    }

    void show(List<AutoscaleMove> moves) {
        none.setVisible(moves.isEmpty());
        if (moves.equals(shown)) {
            return;
        }
        shown = moves;
        list.removeAll();
        moves.forEach(move -> list.add(item(move)));
    }

    private static ListItem item(AutoscaleMove move) {
        var text = new Span(DecisionText.of(move));
        text.addClassName("timeline-text");
        var by = new Span(move.by());
        by.addClassNames("muted", "timeline-actor");
        var direction = new Span(move.to() > move.from() ? "More" : "Fewer");
        var item = new ListItem(direction, text, by, new RelativeTime(move.at()).brief());
        item.addClassName("timeline-item");
        return item;
    }
}
