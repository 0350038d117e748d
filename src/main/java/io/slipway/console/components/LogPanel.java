package io.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.slipway.kernel.AppId;

/**
 * An app's log, live and searchable. Lines come from the stream endpoints straight to the browser; the server keeps none per page.
 */
@Tag("x-log")
@JsModule("./components/x-log.ts")
public class LogPanel extends Component implements HasSize {

    public LogPanel(AppId appId) {
        getElement().setAttribute("app", appId.toString());
    }

    /** Only the lines, without bar, histogram and address: for the overview and the first deployment. */
    public LogPanel compact() {
        getElement().setAttribute("compact", true);
        return this;
    }

    /** Starts with this filter, in the log's own language: {@code level:error}. */
    public LogPanel withFilter(String filter) {
        getElement().setAttribute("filter", filter);
        return this;
    }

    /** Tells how many instances there are, for the choice of one. */
    public void setInstances(int count) {
        getElement().setAttribute("instances", Integer.toString(count));
    }

    /** What stands there while no line came: why, in one sentence. */
    public void setEmptyText(String text) {
        getElement().setAttribute("empty", text);
    }

    /** Whether the app is stopped: there is nothing to follow then. */
    public void setStopped(boolean stopped) {
        getElement().setAttribute("stopped", stopped);
    }
}
