package io.slipway.console.components;

import com.vaadin.flow.component.HasElement;

/**
 * A page within {@link AppFrame}. The frame calls it when the page was entered and again after every change of the app, its
 * instances or routes, at most twice a second: no subscription of its own is needed.
 */
public interface AppPage extends HasElement {

    /** Shows what is new; builds what depends on the app at the first call. */
    void showApp(AppContext context);

    /** Which entry of the sub-navigation it is. */
    AppPlace place();
}
