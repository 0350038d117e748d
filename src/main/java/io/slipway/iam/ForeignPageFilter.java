package io.slipway.iam;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what other sites' pages send here: forms (also that of the sign-in, which would sign a victim in as somebody else) and
 * connections that stay open. Following a link to the console is no such thing. Programs say nothing of an origin and pass.
 */
class ForeignPageFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isHarmless(request) || !isForeign(request)) {
            chain.doFilter(request, response);
        } else {
            ProblemResponse.send(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "foreign-origin",
                    "Another site's page sent this. Open the console itself and try again.");
        }
    }

    private static boolean isHarmless(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                && request.getHeader("Upgrade") == null
                && !String.valueOf(request.getQueryString()).contains("v-r=push");
    }

    private static boolean isForeign(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        var origin = request.getHeader("Origin");
        return origin != null && !SameOriginFilter.isThisHost(origin, request);
    }
}
