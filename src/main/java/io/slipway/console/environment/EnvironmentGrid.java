package io.slipway.console.environment;

import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Variables in rows: name, masked value, what waits to run, and what can be done. */
class EnvironmentGrid extends CardGrid<VariableRow> {

    /** What a row can ask for. */
    record Acts(Consumer<VariableRow> reveal, Consumer<VariableRow> edit, Consumer<VariableRow> remove) {}

    private static final String NAME =
            "<span class=\"mono ${item.removed ? 'struck' : ''}\" title=${item.name}>${item.name}</span>";
    private static final String VALUE = """
            <span class="row"><span class="mono truncate" title=${item.revealed ? item.value : ''}>${item.value}</span>
            ${item.readable ? html`<button class="row-button" @click=${reveal} aria-label="${item.revealed ? 'Hide' : 'Reveal'} ${item.name}"
              >${item.revealed ? 'Hide' : 'Reveal'}</button>` : ''}</span>
            """;
    private static final String PENDING = "<span class=\"pending ${item.kind}\">${item.pending}</span>";
    private static final String VERBS = """
            ${item.editable ? html`<span class="row">
              <button class="row-button" @click=${edit} aria-label="${item.removed ? 'Restore' : 'Edit'} ${item.name}"
                >${item.removed ? 'Restore' : 'Edit'}</button>
              ${item.removed ? '' : html`<button class="row-button" @click=${remove} aria-label="Remove ${item.name}">Remove</button>`}
            </span>` : ''}
            """;

    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\">" + NAME.replace("mono ", "mono card-name ") + PENDING
                    + "</div><div class=\"card-line\">" + VALUE + VERBS + "</div></div>";

    private boolean editable;
    private List<VariableRow> shown = List.of();

    EnvironmentGrid(Acts acts) {
        addClassName("environment-grid");
        setTestId("environment-grid");
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        addColumn(named(NAME)).setHeader("Name").setFlexGrow(2).setComparator(VariableRow::name);
        addColumn(value(VALUE, acts)).setHeader("Value").setFlexGrow(3);
        addColumn(pending(named(PENDING)))
                .setHeader("Not running yet")
                .setWidth("9rem")
                .setFlexGrow(0);
        addColumn(verbs(named(VERBS), acts)).setWidth("11rem").setFlexGrow(0);
        setCard(verbs(pending(value(CARD, acts)), acts));
    }

    private static LitRenderer<VariableRow> value(String template, Acts acts) {
        return named(template)
                .withProperty("value", VariableRow::shown)
                .withProperty("revealed", VariableRow::isRevealed)
                .withProperty("readable", VariableRow::readable)
                .withFunction("reveal", acts.reveal()::accept);
    }

    private static LitRenderer<VariableRow> pending(LitRenderer<VariableRow> renderer) {
        return renderer.withProperty("pending", VariableRow::pending)
                .withProperty("kind", row -> row.mark().name().toLowerCase(Locale.ROOT));
    }

    private LitRenderer<VariableRow> verbs(LitRenderer<VariableRow> renderer, Acts acts) {
        return renderer.withProperty("editable", row -> editable && (!row.isRemoved() || row.readable()))
                .withFunction("edit", acts.edit()::accept)
                .withFunction("remove", acts.remove()::accept);
    }

    void show(List<VariableRow> rows, boolean mayEdit) {
        if (rows.equals(shown) && mayEdit == editable) {
            return;
        }
        editable = mayEdit;
        shown = List.copyOf(rows);
        setItems(new ArrayList<>(rows)).setIdentifierProvider(VariableRow::name);
    }

    private static LitRenderer<VariableRow> named(String template) {
        return LitRenderer.<VariableRow>of(template)
                .withProperty("name", VariableRow::name)
                .withProperty("removed", VariableRow::isRemoved);
    }
}
