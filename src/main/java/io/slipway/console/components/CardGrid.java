package io.slipway.console.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.signals.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A grid that shows each row as a card of a few lines where columns would not fit. The card holds everything that can be done with
 * a row, except for a column with the key {@link #ACTIONS}, which stays beside it.
 */
public abstract class CardGrid<T> extends Grid<T> {

    /** The key of the column that cards keep. */
    public static final String ACTIONS = "actions";

    private static final int PHONE_WIDTH = 700;

    private static final String ENTER_CLICKS = """
            this.addEventListener('keydown', (event) => {
              const cell = event.composedPath()[0];
              if (event.key === 'Enter' && cell.localName === 'td') cell.click();
            });
            """;

    private final Set<Column<T>> leftOut = new HashSet<>();
    private @Nullable Column<T> card;
    private boolean phone;

    /** Opens a row by a click, Space or Enter; a grid by itself knows no Enter. */
    protected final void onOpen(Consumer<T> open) {
        addItemClickListener(event -> open.accept(event.getItem()));
        addAttachListener(event -> getElement().executeJs(ENTER_CLICKS));
    }

    /** Gives the card; call it after the last column was added. */
    protected final void setCard(LitRenderer<T> renderer) {
        card = addColumn(renderer);
        setColumnOrder(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(card), getColumns().stream().filter(column -> column != card))
                .toList());
        arrange();
    }

    /** Leaves these columns out, or shows them again where there is room. */
    protected final void leaveOut(boolean out, List<String> keys) {
        for (var key : keys) {
            if (out) {
                leftOut.add(getColumnByKey(key));
            } else {
                leftOut.remove(getColumnByKey(key));
            }
        }
        arrange();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var size = event.getUI().getPage().windowSizeSignal();
        Signal.effect(this, () -> {
            var width = size.get().width();
            setPhone(width > 0 && width < PHONE_WIDTH);
        });
    }

    /** Shows cards, or columns. */
    final void setPhone(boolean wanted) {
        phone = wanted;
        setClassName("cards", phone);
        arrange();
    }

    private void arrange() {
        for (var column : getColumns()) {
            var shown = column == card ? phone : !phone && !leftOut.contains(column);
            column.setVisible(shown || phone && ACTIONS.equals(column.getKey()));
        }
    }
}
