package io.slipway.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** System, light or dark; the browser keeps the choice. */
@Tag("x-theme")
@JsModule("./components/x-theme.ts")
public class ThemeChoice extends Component {}
