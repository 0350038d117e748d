package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/**
 * A state by shape and word. In a {@code LitRenderer} write {@code <x-state kind="${item.kind}" word="${item.word}">}; with the
 * attribute {@code plain} it stands without a tint, for dense grids.
 */
@Tag("x-state")
@JsModule("./components/x-state.ts")
public class StateBadge extends Component {

    public StateBadge(StateKind kind, String word) {
        setState(kind, word);
    }

    /** A badge for what an app does, with its count. */
    public static StateBadge of(AppState state) {
        return new StateBadge(state.kind(), state.label());
    }

    /** Shows another state; a change flashes once, unless the user wants less motion. */
    public final void setState(StateKind kind, String word) {
        getElement().setAttribute("kind", kind.attribute());
        getElement().setAttribute("word", word);
    }

    /** Without a tint behind it. */
    public StateBadge plain() {
        getElement().setAttribute("plain", true);
        return this;
    }
}
