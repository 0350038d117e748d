package io.slipway.iam;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Sends a failed sign-in back to its page, and a throttled one to wait. */
class SignInFailure implements AuthenticationFailureHandler {

    private static final String WAIT_PAGE = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Please wait</title>
            <meta name="viewport" content="width=device-width"></head><body>
            <p>Too many failed attempts. Try again in %d seconds.</p>
            <p><a href="%s">Back to sign-in</a></p></body></html>
            """;

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof ThrottledSignIn throttled) {
            sendWait(request, response, throttled.retryAfterSeconds());
        } else {
            response.sendRedirect(request.getContextPath() + SecurityConfig.LOGIN + "?error");
        }
    }

    private static void sendWait(HttpServletRequest request, HttpServletResponse response, long seconds)
            throws IOException {
        response.setStatus(429);
        response.setHeader("Retry-After", Long.toString(seconds));
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(WAIT_PAGE.formatted(seconds, request.getContextPath() + SecurityConfig.LOGIN));
    }
}
