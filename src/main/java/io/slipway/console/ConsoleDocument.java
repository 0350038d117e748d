package io.slipway.console;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/** What the page itself needs before anything runs: our mark, and the chosen theme before the first paint. */
@Component
class ConsoleDocument implements VaadinServiceInitListener {

    private static final String THEME = """
            (function () {
              var theme = localStorage.getItem('slipway.theme');
              if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;
            })();
            """;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(response -> {
            var head = response.getDocument().head();
            head.appendChild(new Element("link")
                    .attr("rel", "icon")
                    .attr("type", "image/svg+xml")
                    .attr("href", "assets/console/favicon.svg"));
            head.prependElement("script").append(THEME);
        });
    }
}
