package io.slipway.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** Says that live updates are interrupted, in the browser alone. */
@Tag("x-connection")
@JsModule("./components/x-connection.ts")
public class ConnectionBanner extends Component {}
