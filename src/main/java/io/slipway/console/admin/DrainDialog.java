package io.slipway.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.console.LiveUpdates;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.DrainPlan;
import io.slipway.placement.DrainPlan.Stage;

/** What a drain would do before it begins, and how far it is afterwards. */
class DrainDialog extends PlanDialog {

    private final String host;
    private final HostsModel model;
    private final Runnable changed;
    private final Paragraph blocked = new Paragraph();
    private final DrainGrid grid = new DrainGrid();
    private final Button start = new Button("Drain", event -> start());

    DrainDialog(String host, HostsModel model, LiveUpdates live, Runnable changed) {
        super("drain", "52rem");
        this.host = host;
        this.model = model;
        this.changed = changed;
        blocked.setTestId("drain-blocked");
        start.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        start.setTestId("drain-start");
        start.setDisableOnClick(true);
        start.setText("Drain " + host);
        add(headline, moving, blocked, grid, error);
        getFooter().add(close, start);
        refresh();
        follow(live);
    }

    @Override
    void refresh() {
        try {
            show(model.drainPlan(host));
            error.clear();
        } catch (PlatformException gone) {
            error.show(gone);
            start.setEnabled(false);
        }
    }

    private void show(DrainPlan plan) {
        boolean planned = plan.stage() == Stage.PLANNED;
        setHeaderTitle(planned ? "Drain " + host + "?" : "Drain of " + host);
        headline.setText(DrainText.headline(plan));
        moving.setText(DrainText.moving(plan));
        moving.setVisible(plan.count(Kind.MOVES) > 0);
        blocked.setText(DrainText.blocked(plan));
        blocked.setVisible(plan.count(Kind.BLOCKED) > 0);
        grid.show(plan.moves());
        start.setVisible(planned);
        close.setText(planned ? "Cancel" : "Close");
    }

    private void start() {
        try {
            model.startDrain(host);
            close();
        } catch (PlatformException refused) {
            error.show(refused);
            start.setEnabled(true);
        }
        changed.run();
    }
}
