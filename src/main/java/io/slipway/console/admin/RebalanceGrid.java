package io.slipway.console.admin;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.Figures;
import io.slipway.placement.RebalanceMove;
import java.util.List;

/** The instances that a rebalance moves, or would move: from where to where, and why. */
class RebalanceGrid extends CardGrid<RebalanceMove> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String WHERE = "<span class=\"truncate\" title=${item.where}>${item.where}</span>";
    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span class=\"strong card-name\">${item.name}</span>"
                    + STATE
                    + "</div><div class=\"card-text\">${item.where}</div>"
                    + "<div class=\"card-line muted num\">${item.memory}</div></div>";

    /** More rows than these scroll. */
    private static final int MAX_ROWS_AT_ONCE = 8;

    private List<RebalanceMove> shown = List.of();

    RebalanceGrid() {
        addClassName("drain-grid");
        setTestId("rebalance-grid");
        setSelectionMode(SelectionMode.NONE);
        addColumn(told(STATE)).setHeader("What").setWidth("7rem").setFlexGrow(0);
        addColumn(RebalanceText::name).setHeader("Instance").setWidth("11rem").setFlexGrow(1);
        addColumn(RebalanceGrid::memory)
                .setHeader("Memory")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("6rem")
                .setFlexGrow(0);
        addColumn(told(WHERE)).setHeader("From, to and why").setWidth("18rem").setFlexGrow(3);
        setCard(told(CARD).withProperty("name", RebalanceText::name).withProperty("memory", RebalanceGrid::memory));
    }

    void show(List<RebalanceMove> moves) {
        if (!moves.equals(shown)) {
            shown = List.copyOf(moves);
            setItems(shown).setIdentifierProvider(RebalanceMove::id);
            setAllRowsVisible(shown.size() <= MAX_ROWS_AT_ONCE);
        }
        setVisible(!shown.isEmpty());
    }

    private static LitRenderer<RebalanceMove> told(String template) {
        return LitRenderer.<RebalanceMove>of(template)
                .withProperty("kind", move -> RebalanceText.kind(move).attribute())
                .withProperty("word", RebalanceText::word)
                .withProperty("where", RebalanceText::where);
    }

    private static String memory(RebalanceMove move) {
        return Figures.bytes(move.memory().bytes()).text();
    }
}
