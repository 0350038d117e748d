package io.slipway.console.apps;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.CardGrid;
import io.slipway.kernel.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The grid of the app list. All cells are made by the browser; a change of a row redraws that row alone. */
class AppGrid extends CardGrid<AppRow> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String NAME =
            "<a class=\"link strong truncate\" href=${item.href} title=${item.name}>${item.name}</a>"
                    + "<span class=\"muted row-note\" title=${item.space}>${item.space}</span>";
    private static final String INSTANCES =
            "<span class=\"cluster\"><x-blocks kinds=${item.blocks}></x-blocks><span class=\"num\">${item.count}</span></span>";
    private static final String DEPLOYED =
            "<span class=\"num\">${item.release}</span> · <x-time short at=${item.at}></x-time> · ${item.by}";
    private static final String ROUTE =
            "${item.url ? html`<a class=\"link truncate\" target=\"_blank\" rel=\"noopener\" href=${item.url}>${item.host} ↗</a>` : html`<span class=\"muted\">none</span>`}";
    private static final String CARD = "<div class=\"card-row\"><div class=\"card-line\">"
            + "<a class=\"link strong\" href=${item.href}>${item.name}</a>" + STATE + "</div>"
            + "<div class=\"card-line muted num\">${item.figures}</div></div>";
    private static final String ACTIONS = """
            <button class="row-more" aria-label="Actions of ${item.name}" title="Actions"
              @click=${(e) => e.currentTarget.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, composed: true,
                cancelable: true, clientX: e.clientX, clientY: e.clientY}))}>⋯</button>
            """;

    private List<AppRow> shown = List.of();

    AppGrid(Function<AppRow, String> url) {
        addClassName("app-grid");
        setTestId("apps-grid");
        setSelectionMode(SelectionMode.NONE);
        wide("State", named(STATE), "8rem", row -> row.state().word());
        wide("Name", named(NAME).withProperty("space", AppRow::space), "13rem", AppRow::name)
                .setFlexGrow(2);
        wide(
                "Instances",
                LitRenderer.<AppRow>of(INSTANCES)
                        .withProperty("blocks", AppRow::blocks)
                        .withProperty("count", AppRow::count),
                "8.5rem",
                row -> row.state().ready());
        figure("Requests", AppRow::requests);
        figure("p95", AppRow::latency);
        figure("CPU", AppRow::cpu);
        figure("Memory", AppRow::memory).setWidth("9.5rem");
        wide("Last deploy", deployed(), "9.5rem", AppRow::deployedAt);
        wide("Route", route(url), "11rem", AppRow::name).setSortable(false).setFlexGrow(2);
        addColumn(named(ACTIONS)).setWidth("3.5rem").setFlexGrow(0).setKey(CardGrid.ACTIONS);
        setCard(named(CARD)
                .withProperty("figures", row -> row.count() + " · " + row.requests() + " · " + row.memory()));
    }

    /** Shows rows. While the same apps are there, only rows that look different are sent, and none moves. */
    void show(List<AppRow> rows) {
        if (!ids(rows).equals(ids(shown))) {
            shown = new ArrayList<>(rows);
            setItems(shown).setIdentifierProvider(AppRow::id);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(shown.get(i))) {
                shown.set(i, rows.get(i));
                getListDataView().refreshItem(rows.get(i));
            }
        }
    }

    private static List<AppId> ids(List<AppRow> rows) {
        return rows.stream().map(AppRow::id).toList();
    }

    private LitRenderer<AppRow> named(String template) {
        return LitRenderer.<AppRow>of(template)
                .withProperty("name", AppRow::name)
                .withProperty("href", row -> AppNavigation.url(row.app().path()))
                .withProperty("kind", row -> row.state().kind().attribute())
                .withProperty("word", row -> row.state().word());
    }

    private static LitRenderer<AppRow> deployed() {
        return LitRenderer.<AppRow>of(DEPLOYED)
                .withProperty("release", AppRow::release)
                .withProperty("at", row -> String.valueOf(row.deployedAt()))
                .withProperty("by", AppRow::deployedBy);
    }

    private static LitRenderer<AppRow> route(Function<AppRow, String> url) {
        return LitRenderer.<AppRow>of(ROUTE)
                .withProperty("url", url::apply)
                .withProperty(
                        "host",
                        row -> url.apply(row).replaceFirst("^https?://", "").replaceFirst("/$", ""));
    }

    private <V extends Comparable<? super V>> Column<AppRow> wide(
            String header, LitRenderer<AppRow> renderer, String width, ValueProvider<AppRow, V> sort) {
        return addColumn(renderer)
                .setHeader(header)
                .setWidth(width)
                .setFlexGrow(0)
                .setComparator(sort);
    }

    private Column<AppRow> figure(String header, ValueProvider<AppRow, String> value) {
        return addColumn(value)
                .setHeader(header)
                .setWidth("6.25rem")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END)
                .setPartNameGenerator(row -> "num");
    }
}
