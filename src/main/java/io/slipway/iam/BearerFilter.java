package io.slipway.iam;

import io.slipway.kernel.PlatformException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Signs a request in by the token in its header. Tokens in URLs are refused even where they are right, because URLs end up in
 * logs, histories and referrers. Wrong tokens are throttled by address.
 */
class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final TokenService tokens;
    private final Authorities authorities;
    private final LoginThrottle throttle;
    private final HandlerExceptionResolver failures;

    BearerFilter(
            TokenService tokens, Authorities authorities, LoginThrottle throttle, HandlerExceptionResolver failures) {
        this.tokens = tokens;
        this.authorities = authorities;
        this.throttle = throttle;
        this.failures = failures;
    }

    /** Streams answer in a second dispatch of the same request, which must be signed in as the first was. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasTokenInUrl(request)) {
            ProblemResponse.send(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "token-in-url",
                    "A token must not stand in a URL. Send it in the header Authorization, and revoke this one.");
            return;
        }
        var header = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
        if (header.isEmpty()
                || maySignIn(header.get().substring(SCHEME.length()).strip(), request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** A failure here, such as a store that is away, is answered as one behind this filter would be. */
    private boolean maySignIn(String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            return signIn(token, request, response);
        } catch (RuntimeException failure) {
            if (failures.resolveException(request, response, null, failure) == null) {
                throw failure;
            }
            return false;
        }
    }

    /** Whether the request may go on; otherwise it is answered. */
    private boolean signIn(String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var principal = tokens.authenticate(token);
        if (principal.isEmpty()) {
            refuse(request.getRemoteAddr(), response);
            return false;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                principal.get(), null, authorities.of(principal.get().accountId())));
        SecurityContextHolder.setContext(context);
        return true;
    }

    /** Only wrong tokens wait: many callers may share an address, and nobody guesses 256 bits. */
    private void refuse(String address, HttpServletResponse response) throws IOException {
        try {
            throttle.requireTokenFree(address);
        } catch (PlatformException.Throttled e) {
            ProblemResponse.sendThrottled(response, e.retryAfterSeconds());
            return;
        }
        throttle.tokenFailed(address);
        ProblemResponse.sendUnauthenticated(response);
    }

    private static boolean hasTokenInUrl(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI().contains(TokenService.PREFIX)
                || (query != null && (query.contains(TokenService.PREFIX) || query.contains("access_token=")));
    }
}
