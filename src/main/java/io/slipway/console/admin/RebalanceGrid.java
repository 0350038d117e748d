package io.slipway.console.admin;

import io.slipway.placement.RebalanceMove;

/** The instances that a rebalance moves, or would move: from where to where, and why. */
class RebalanceGrid extends MoveGrid<RebalanceMove> {

    private static final Telling<RebalanceMove> TELLING = new Telling<>(
            RebalanceMove::id,
            RebalanceText::name,
            RebalanceText::kind,
            RebalanceText::word,
            RebalanceText::where,
            RebalanceMove::memory);

    RebalanceGrid() {
        super("rebalance-grid", "11rem", TELLING);
        addWhere("From, to and why", "18rem", 3, TELLING);
    }
}
