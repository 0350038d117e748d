package io.slipway.console.autoscale;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.Replay;
import io.slipway.autoscale.ReplayWords;
import io.slipway.console.components.MetricChart;
import io.slipway.console.components.Panel;
import io.slipway.console.streams.PreviewShelf;
import io.slipway.kernel.AppId;
import java.time.Duration;

/** What a policy would have chosen within the last 24 hours, beside what ran, and what that does not tell. */
class PreviewPanel extends Composite<Panel> {

    private static final int MINUTES = (int) Duration.ofHours(24).toMinutes();

    private final PreviewShelf shelf;
    private final Div content = new Div();

    PreviewPanel(PreviewShelf shelf) {
        this.shelf = shelf;
        content.addClassName("stack");
        content.setTestId("autoscale-preview");
        setVisible(false);
    }

    @Override
    protected Panel initContent() {
        return new Panel("The last 24 hours, replayed", content);
    }

    void show(AppId app, AutoscalePolicy policy, Replay replay) {
        content.removeAll();
        var summary = new Paragraph(ReplayWords.summary(replay));
        summary.addClassName("strong");
        content.add(summary);
        if (!replay.known().isZero()) {
            var chart = MetricChart.prepared(
                    app, shelf.put(app, replay), "Instances", "", PreviewShelf.CHOSEN, PreviewShelf.RAN);
            chart.setMinutes(MINUTES);
            chart.setLevel("Maximum", policy.maximum(), policy.maximum());
            content.add(chart, notes(policy));
        }
        setVisible(true);
    }

    private static UnorderedList notes(AutoscalePolicy policy) {
        var list = new UnorderedList();
        list.addClassName("muted");
        ReplayWords.notes(policy).forEach(note -> list.add(new ListItem(note)));
        return list;
    }
}
