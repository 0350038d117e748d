package io.slipway.console.account;

import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import io.slipway.iam.ApiTokenView;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One's tokens in rows: their names, their times and their end. */
class TokenGrid extends CardGrid<ApiTokenView> {

    private static final String NEVER = "html`<span class=\"muted\">never</span>`";
    private static final String REVOKE =
            "<button class=\"row-button\" @click=${revoke} aria-label=\"Revoke ${item.name}\">Revoke…</button>";
    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span class=\"strong truncate\">${item.name}</span>"
                    + REVOKE + "</div><div class=\"card-text muted\">made " + time("made") + " · expires "
                    + time("expires")
                    + " · used " + time("used") + "</div></div>";

    TokenGrid(Consumer<ApiTokenView> revoke) {
        setTestId("tokens-grid");
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        addColumn(ApiTokenView::name).setHeader("Name").setFlexGrow(2);
        addColumn(times(time("made"))).setHeader("Made");
        addColumn(times(time("expires"))).setHeader("Expires");
        addColumn(times(time("used"))).setHeader("Last used");
        addColumn(acting(REVOKE, revoke)).setWidth("8rem").setFlexGrow(0);
        setCard(acting(CARD, revoke));
    }

    private static String time(String name) {
        return "${item.%1$s ? html`<x-time at=${item.%1$s}></x-time>` : %2$s}".formatted(name, NEVER);
    }

    private static LitRenderer<ApiTokenView> acting(String template, Consumer<ApiTokenView> revoke) {
        return times(template).withProperty("name", ApiTokenView::name).withFunction("revoke", revoke::accept);
    }

    private static LitRenderer<ApiTokenView> times(String template) {
        return LitRenderer.<ApiTokenView>of(template)
                .withProperty("made", token -> millis(token.createdAt()))
                .withProperty("expires", token -> millis(token.expiresAt()))
                .withProperty("used", token -> millis(token.lastUsedAt()));
    }

    private static String millis(@Nullable Instant at) {
        return at == null ? "" : String.valueOf(at.toEpochMilli());
    }
}
