package io.slipway.console.admin;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.Figures;
import io.slipway.placement.DrainMove;
import java.util.List;

/** The instances of a host that is, or would be, drained: what becomes of each, and where it goes or why it does not. */
class DrainGrid extends CardGrid<DrainMove> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String WHERE = "<span class=\"truncate\" title=${item.where}>${item.where}</span>";
    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span class=\"strong card-name\">${item.name}</span>"
                    + STATE
                    + "</div><div class=\"card-text\">${item.where}</div>"
                    + "<div class=\"card-line muted num\">${item.memory}</div></div>";

    /** More rows than these scroll. */
    private static final int MAX_ROWS_AT_ONCE = 8;

    private List<DrainMove> shown = List.of();

    DrainGrid() {
        addClassName("drain-grid");
        setTestId("drain-grid");
        setSelectionMode(SelectionMode.NONE);
        addColumn(told(STATE)).setHeader("What").setWidth("7rem").setFlexGrow(0);
        addColumn(DrainText::name).setHeader("Instance").setWidth("12rem").setFlexGrow(1);
        addColumn(DrainGrid::memory)
                .setHeader("Memory")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("6rem")
                .setFlexGrow(0);
        addColumn(told(WHERE)).setHeader("Where, or why not").setWidth("14rem").setFlexGrow(2);
        setCard(told(CARD).withProperty("name", DrainText::name).withProperty("memory", DrainGrid::memory));
    }

    void show(List<DrainMove> moves) {
        if (!moves.equals(shown)) {
            shown = List.copyOf(moves);
            setItems(shown).setIdentifierProvider(DrainMove::id);
            setAllRowsVisible(shown.size() <= MAX_ROWS_AT_ONCE);
        }
        setVisible(!shown.isEmpty());
    }

    private static LitRenderer<DrainMove> told(String template) {
        return LitRenderer.<DrainMove>of(template)
                .withProperty("kind", move -> DrainText.kind(move).attribute())
                .withProperty("word", DrainText::word)
                .withProperty("where", DrainText::where);
    }

    private static String memory(DrainMove move) {
        return Figures.bytes(move.memory().bytes()).text();
    }
}
