package io.slipway.console.admin;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.data.provider.IdentifierProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.Figures;
import io.slipway.console.components.StateKind;
import io.slipway.kernel.DataSize;
import java.util.List;

/** Instances that move, or would: what becomes of each, its memory, and where it goes or why it does not. */
abstract class MoveGrid<M> extends CardGrid<M> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String WHERE = "<span class=\"truncate\" title=${item.where}>${item.where}</span>";
    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span class=\"strong card-name\">${item.name}</span>"
                    + STATE
                    + "</div><div class=\"card-text\">${item.where}</div>"
                    + "<div class=\"card-line muted num\">${item.memory}</div></div>";

    /** More rows than these scroll. */
    private static final int MAX_ROWS_AT_ONCE = 8;

    private final IdentifierProvider<M> identity;
    private List<M> shown = List.of();

    /**
     * How a move is told.
     *
     * @param identity what stays the same while a move goes on
     */
    record Telling<M>(
            IdentifierProvider<M> identity,
            ValueProvider<M, String> name,
            ValueProvider<M, StateKind> kind,
            ValueProvider<M, String> word,
            ValueProvider<M, String> where,
            ValueProvider<M, DataSize> memory) {

        String memoryWords(M move) {
            return Figures.bytes(memory.apply(move).bytes()).text();
        }
    }

    /** Adds the columns up to the memory; where each goes is the last one. */
    MoveGrid(String testId, String nameWidth, Telling<M> telling) {
        identity = telling.identity();
        addClassName("drain-grid");
        setTestId(testId);
        setSelectionMode(SelectionMode.NONE);
        addColumn(told(STATE, telling)).setHeader("What").setWidth("7rem").setFlexGrow(0);
        addColumn(telling.name()).setHeader("Instance").setWidth(nameWidth).setFlexGrow(1);
        addColumn(telling::memoryWords)
                .setHeader("Memory")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("6rem")
                .setFlexGrow(0);
        setCard(told(CARD, telling).withProperty("name", telling.name()).withProperty("memory", telling::memoryWords));
    }

    void addWhere(String header, String width, int grow, Telling<M> telling) {
        addColumn(told(WHERE, telling)).setHeader(header).setWidth(width).setFlexGrow(grow);
    }

    void show(List<M> moves) {
        if (!moves.equals(shown)) {
            shown = List.copyOf(moves);
            setItems(shown).setIdentifierProvider(identity);
            setAllRowsVisible(shown.size() <= MAX_ROWS_AT_ONCE);
        }
        setVisible(!shown.isEmpty());
    }

    private static <M> LitRenderer<M> told(String template, Telling<M> telling) {
        return LitRenderer.<M>of(template)
                .withProperty("kind", move -> telling.kind().apply(move).attribute())
                .withProperty("word", telling.word())
                .withProperty("where", telling.where());
    }
}
