package io.slipway.console.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.Icon;
import io.slipway.iam.ApiTokenView;
import io.slipway.iam.TokenService;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The signed-in person's API tokens: for scripts and CI, which have no browser. */
@Route("me/tokens")
@PageTitle("API tokens — Slipway")
@PermitAll
public class TokensView extends Div implements BeforeEnterObserver {

    private static final String TIME =
            "${item.at ? html`<x-time at=${item.at}></x-time>` : html`<span class=\"muted\">never</span>`}";
    private static final String REVOKE =
            "<button class=\"row-button\" @click=${revoke} aria-label=\"Revoke ${item.name}\">Revoke…</button>";

    private final TokenService tokens;
    private final Grid<ApiTokenView> grid = new Grid<>();
    private final EmptyState none = new EmptyState(
            "No API token", "A token lets a script or CI do what you may do. Make one and give it as a bearer token.");

    public TokensView(TokenService tokens) {
        this.tokens = tokens;
        addClassName("page");
        var create = new Button("Create token", Icon.of("plus"), event -> create());
        create.setTestId("token-create");
        var head = new Header(new H1("API tokens"), create);
        head.addClassName("page-head");
        buildGrid();
        add(head, none, grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refresh();
    }

    private void buildGrid() {
        grid.setTestId("tokens-grid");
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(ApiTokenView::name).setHeader("Name").setFlexGrow(2);
        grid.addColumn(LitRenderer.<ApiTokenView>of(TIME).withProperty("at", token -> millis(token.createdAt())))
                .setHeader("Made");
        grid.addColumn(LitRenderer.<ApiTokenView>of(TIME).withProperty("at", token -> millis(token.expiresAt())))
                .setHeader("Expires");
        grid.addColumn(LitRenderer.<ApiTokenView>of(TIME).withProperty("at", token -> millis(token.lastUsedAt())))
                .setHeader("Last used");
        grid.addColumn(LitRenderer.<ApiTokenView>of(REVOKE)
                        .withProperty("name", ApiTokenView::name)
                        .withFunction("revoke", this::revoke))
                .setWidth("8rem")
                .setFlexGrow(0);
    }

    private void refresh() {
        var list = tokens.list();
        none.setVisible(list.isEmpty());
        grid.setVisible(!list.isEmpty());
        grid.setItems(list);
    }

    private void create() {
        new TokenDialog((name, lifetime) -> {
                    var made = tokens.create(name, lifetime);
                    refresh();
                    return made.token();
                })
                .open();
    }

    private void revoke(ApiTokenView token) {
        Confirm.explain(
                "Revoke " + token.name() + "?",
                "Whatever uses this token is refused from now on.",
                "Revoke token",
                () -> {
                    tokens.revoke(token.id());
                    refresh();
                });
    }

    private static String millis(@Nullable Instant at) {
        return at == null ? "" : String.valueOf(at.toEpochMilli());
    }
}
