package io.slipway.console.admin;

import io.slipway.placement.DrainMove;

/** The instances of a host that is, or would be, drained: what becomes of each, and where it goes or why it does not. */
class DrainGrid extends MoveGrid<DrainMove> {

    private static final Telling<DrainMove> TELLING = new Telling<>(
            DrainMove::id, DrainText::name, DrainText::kind, DrainText::word, DrainText::where, DrainMove::memory);

    DrainGrid() {
        super("drain-grid", "12rem", TELLING);
        addWhere("Where, or why not", "14rem", 2, TELLING);
    }
}
