package io.slipway.iam;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a page of the console may load and run: files of this origin, and of inline scripts only those that came with the page, which
 * carry a number that is new for every page. Registered after whatever else adds scripts.
 *
 * @see "docs/decisions/0013-scripts-of-the-console.md"
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PagePolicy implements VaadinServiceInitListener {

    /** For answers that are no page of the console: no inline script at all. */
    static final String WITHOUT_INLINE_SCRIPTS = policy("");

    private static final String HEADER = "Content-Security-Policy";
    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::allowOwnScripts);
    }

    private void allowOwnScripts(IndexHtmlResponse page) {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        page.getDocument().getElementsByTag("script").forEach(script -> script.attr("nonce", nonce));
        page.getVaadinResponse().setHeader(HEADER, policy(" 'nonce-" + nonce + "'"));
    }

    /** Flow's client makes functions of expressions that the server sends, so it needs 'unsafe-eval'; styles are set inline. */
    private static String policy(String inlineScripts) {
        return "default-src 'self'; script-src 'self' 'unsafe-eval'" + inlineScripts + ";"
                + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none';"
                + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }
}
