package io.slipway.console.components;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppView;

/** Where other apps reach an app, without the router. */
public final class InternalAddress {

    private InternalAddress() {}

    /** For apps of the same space: a complete address if the app has a port, else its name. */
    public static String of(AppView app) {
        return at(app, app.path().internalName());
    }

    /** For apps of other spaces, where a network policy lets them. */
    public static String fullOf(AppView app) {
        return at(app, app.path().fullInternalName());
    }

    /** An address that can be copied. */
    public static Div line(String address) {
        var text = new Span(address);
        text.addClassNames("mono", "truncate");
        text.setTitle(address);
        var line = new Div(text, new CopyButton(address, "Copy internal address"));
        line.addClassNames("row", "route-line");
        return line;
    }

    private static String at(AppView app, String name) {
        int port = app.release().web().port();
        return port > 0 ? "http://" + name + ":" + port : name;
    }
}
