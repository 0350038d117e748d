package io.slipway.api;

import io.slipway.kernel.PlatformException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/** What every API request passes behind authentication: no token in the URL, no NUL, not too many requests per token. */
final class ApiGate implements HandlerInterceptor {

    private static final List<String> TOKEN_PARAMETERS = List.of("access_token", "token", "api_key");

    private final RequestRate rate;

    ApiGate(RequestRate rate) {
        this.rate = rate;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        rate.count(callerOf(request));
        for (var name : TOKEN_PARAMETERS) {
            if (request.getParameterMap().containsKey(name)) {
                throw new TokenInUrlException();
            }
        }
        request.getParameterMap().forEach((name, values) -> {
            for (var value : values) {
                if (value.indexOf('\0') >= 0) {
                    throw new PlatformException.Invalid(
                            "invalid-value", name, "The value of " + name + " must not contain NUL.");
                }
            }
        });
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return true;
    }

    /** The hash of the token, lest tokens lie about in memory; without a token the address. */
    private static String callerOf(HttpServletRequest request) {
        var token = request.getHeader(HttpHeaders.AUTHORIZATION);
        return token == null ? "address " + request.getRemoteAddr() : "token " + hash(token);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
