package io.slipway.iam;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Problem details (RFC 9457) for what is refused before any controller is reached. Texts are constants of this module. */
final class ProblemResponse {

    private ProblemResponse() {}

    static void send(HttpServletResponse response, int status, String code, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write("""
                {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s"}""".formatted(code, inWords(code), status, sentence));
    }

    private static String inWords(String code) {
        return code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1).replace('-', ' ');
    }

    static void sendUnauthenticated(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        send(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "unauthenticated",
                "Send a valid token in the header Authorization: Bearer. Make one in the console under your account.");
    }

    static void sendThrottled(HttpServletResponse response, long retryAfterSeconds) throws IOException {
        response.setHeader("Retry-After", Long.toString(retryAfterSeconds));
        send(
                response,
                429,
                "too-many-requests",
                "Too many failed attempts. Try again in " + retryAfterSeconds + " seconds.");
    }
}
