package io.slipway.console.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.console.LiveUpdates;
import io.slipway.placement.HostLoss;
import io.slipway.placement.PlacementService;
import java.time.Duration;
import java.util.List;

/** The N-1 meter: for each host, what happens if it dies now. Keeps itself up to date for as long as it is shown. */
public class LossPanel extends Panel {

    /** Every host's instances are placed anew for each look, a third of a second for a thousand hosts: not for every change. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private final PlacementService placement;
    private final Paragraph summary = new Paragraph();
    private final UnorderedList list = new UnorderedList();
    private final Paragraph rest = new Paragraph();
    private int fewestHosts = 1;
    private List<HostLoss> shown = List.of();

    /** Makes it; whoever attaches it made sure that the caller may read the platform. */
    public LossPanel(PlacementService placement, LiveUpdates live) {
        super("If a host dies now");
        this.placement = placement;
        setTestId("loss-panel");
        list.addClassName("loss-list");
        rest.addClassName("muted");
        setVisible(false);
        add(summary, list, rest, new Pulse(PACE, this::refresh));
        live.onHostChange(this, this::refresh);
    }

    /** Stays out of sight while there is no second host: who has one knows what its loss means. */
    public LossPanel onlyForSeveralHosts() {
        fewestHosts = 2;
        return this;
    }

    /** Not before: whoever may not see the page leaves it unattached. */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        refresh();
    }

    private void refresh() {
        var losses = placement.losses();
        setVisible(losses.size() >= fewestHosts);
        if (!losses.equals(shown)) {
            shown = losses;
            show(LossReport.of(losses));
        }
    }

    private void show(LossReport report) {
        summary.setText(report.summary());
        list.removeAll();
        report.told().forEach(loss -> list.add(item(loss)));
        rest.setText(report.rest());
        rest.setVisible(!report.rest().isEmpty());
    }

    private static ListItem item(HostLoss loss) {
        var state = LossReport.state(loss);
        var name = new Span(loss.host());
        name.addClassName("strong");
        var head = new Div(new StateBadge(state.kind(), state.word()).plain(), name, new Span(loss.sentence()));
        head.addClassName("cluster");
        var item = new ListItem(head);
        LossReport.apps(loss).forEach(line -> {
            var text = new Div(line);
            text.addClassNames("muted", "small", "wrap-anywhere");
            item.add(text);
        });
        return item;
    }
}
