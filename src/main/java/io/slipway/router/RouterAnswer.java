package io.slipway.router;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a router says itself when no instance can.
 *
 * @param error the value of {@code X-Cf-RouterError}, or null
 * @param html whether the client likes pages better than plain text
 * @param title what happened
 * @param advice what to do
 */
record RouterAnswer(int status, @Nullable String error, boolean html, String title, String advice) {

    /** The answer to something that is not a request. */
    static RouterAnswer refusal(BadMessage reason) {
        String error = reason.reason().startsWith("invalid_cf_") ? reason.reason() : null;
        return new RouterAnswer(
                reason.status(), error, false, "This request cannot be understood: " + reason.reason() + ".", "");
    }

    void writeTo(ByteWriter out, boolean keepAlive, boolean headOnly) {
        byte[] body = (html ? page() : plain()).getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status).append(' ').append(reasonPhrase(status));
        head.append("\r\nContent-Type: ").append(html ? "text/html" : "text/plain").append("; charset=utf-8");
        head.append("\r\nContent-Length: ").append(body.length);
        head.append("\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff");
        if (error != null) {
            head.append("\r\nX-Cf-RouterError: ").append(error);
        }
        if (status == 503) {
            head.append("\r\nRetry-After: 5");
        }
        head.append("\r\nConnection: ").append(keepAlive ? "keep-alive" : "close").append("\r\n\r\n");
        out.put(ByteWriter.ascii(head.toString()));
        if (!headOnly) {
            out.put(body);
        }
    }

    private String plain() {
        return status + " " + reasonPhrase(status) + ": " + title + (advice.isEmpty() ? "" : " " + advice) + "\n";
    }

    private String page() {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
                + status + " " + reasonPhrase(status)
                + "</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1em;"
                + "color-scheme:light dark}</style><h1>" + escape(title) + "</h1><p>" + escape(advice) + "</p><p><small>"
                + status + " " + reasonPhrase(status) + "</small></p></html>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String reasonPhrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 414 -> "URI Too Long";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Error";
        };
    }
}
