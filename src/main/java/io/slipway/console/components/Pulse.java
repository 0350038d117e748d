package io.slipway.console.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Duration;

/**
 * Calls back at intervals for as long as its page is open and seen: the browser counts, so that hidden tabs and sleeping machines
 * cost the server nothing. For figures that no event announces, not for states.
 */
@Tag("span")
public class Pulse extends Component {

    private static final String START = """
            const pulse = setInterval(() => {
              if (!this.isConnected) clearInterval(pulse);
              else if (!document.hidden) this.$server.beat();
            }, $0);
            """;

    private final Duration interval;
    private final Runnable callback;

    public Pulse(Duration interval, Runnable callback) {
        this.interval = interval;
        this.callback = callback;
        getElement().setAttribute("hidden", true);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement().executeJs(START, (int) interval.toMillis());
    }

    @ClientCallable
    void beat() {
        callback.run();
    }
}
