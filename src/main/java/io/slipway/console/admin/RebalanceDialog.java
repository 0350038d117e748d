package io.slipway.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.console.LiveUpdates;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.RebalancePlan;
import io.slipway.placement.RebalancePlan.Stage;
import io.slipway.placement.RebalanceService;

/** What a rebalance would move before it begins, started as it was seen; afterwards how far it is. */
class RebalanceDialog extends PlanDialog {

    private final RebalanceService rebalances;
    private final boolean mayChange;
    private final Runnable changed;
    private final Paragraph balance = new Paragraph();
    private final RebalanceGrid grid = new RebalanceGrid();
    private final Button pause = new Button("Pause", event -> act(this::pauseOrResume));
    private final Button cancel = new Button("Cancel rebalance", event -> act(this::cancel));
    private final Button start = new Button("Rebalance", event -> act(this::start));
    private RebalancePlan shown;

    RebalanceDialog(RebalanceService rebalances, boolean mayChange, LiveUpdates live, Runnable changed) {
        super("rebalance", "56rem");
        this.rebalances = rebalances;
        this.mayChange = mayChange;
        this.changed = changed;
        shown = rebalances.plan();
        balance.addClassName("muted");
        balance.setTestId("rebalance-balance");
        start.addThemeVariants(ButtonVariant.PRIMARY);
        start.setTestId("rebalance-start");
        start.setDisableOnClick(true);
        pause.setTestId("rebalance-pause");
        cancel.addThemeVariants(ButtonVariant.ERROR);
        cancel.setTestId("rebalance-cancel");
        add(headline, balance, moving, grid, error);
        getFooter().add(close, pause, cancel, start);
        show(shown);
        follow(live);
    }

    @Override
    void refresh() {
        try {
            show(rebalances.plan());
        } catch (PlatformException refused) {
            error.show(refused);
        }
    }

    private void show(RebalancePlan plan) {
        shown = plan;
        boolean planned = plan.stage() == Stage.PLANNED;
        setHeaderTitle(planned ? "Rebalance?" : "Rebalance under way");
        headline.setText(RebalanceText.headline(plan));
        balance.setText(RebalanceText.balance(plan));
        moving.setText(RebalanceText.moving(plan));
        moving.setVisible(!plan.moves().isEmpty());
        grid.show(plan.moves());
        start.setVisible(planned && mayChange && !plan.moves().isEmpty());
        start.setEnabled(true);
        start.setText("Move " + plan.total() + (plan.total() == 1 ? " instance" : " instances"));
        pause.setVisible(!planned && mayChange);
        pause.setText(plan.stage() == Stage.PAUSED ? "Resume" : "Pause");
        cancel.setVisible(!planned && mayChange);
    }

    private void start() {
        rebalances.start(shown.fingerprint());
    }

    private void pauseOrResume() {
        if (shown.stage() == Stage.PAUSED) {
            rebalances.resume();
        } else {
            rebalances.pause();
        }
    }

    private void cancel() {
        rebalances.cancel();
    }

    /** What has changed meanwhile is shown, and why nothing was done. */
    private void act(Runnable order) {
        error.clear();
        try {
            order.run();
        } catch (PlatformException refused) {
            error.show(refused);
        }
        refresh();
        changed.run();
    }
}
