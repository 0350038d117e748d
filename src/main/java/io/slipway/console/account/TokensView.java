package io.slipway.console.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
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

/** The signed-in person's API tokens: for scripts and CI, which have no browser. */
@Route("me/tokens")
@PageTitle("API tokens — Slipway")
@PermitAll
public class TokensView extends Div implements BeforeEnterObserver {

    private final TokenService tokens;
    private final TokenGrid grid = new TokenGrid(this::revoke);
    private final EmptyState none = new EmptyState(
            "No API token", "A token lets a script or CI do what you may do. Make one and give it as a bearer token.");

    public TokensView(TokenService tokens) {
        this.tokens = tokens;
        addClassName("page");
        var create = new Button("Create token", Icon.of("plus"), event -> create());
        create.setTestId("token-create");
        var head = new Header(new H1("API tokens"), create);
        head.addClassName("page-head");
        add(head, none, grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refresh();
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
}
