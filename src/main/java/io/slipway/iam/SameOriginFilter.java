package io.slipway.iam;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only the console's own pages read streams that a cookie opens. Browsers say where a request comes from in Sec-Fetch-Site;
 * where they do not (plain HTTP to another machine), Origin or Referer must name this host. No word at all is a refusal.
 */
class SameOriginFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSameOrigin(request)) {
            chain.doFilter(request, response);
        } else {
            ProblemResponse.send(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "foreign-origin",
                    "This stream is for the console itself. Use the API with a token.");
        }
    }

    private static boolean isSameOrigin(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var from = Optional.ofNullable(request.getHeader("Origin")).orElse(request.getHeader("Referer"));
        return from != null && isThisHost(from, request);
    }

    /** Whether a URL names the host that the request was sent to. */
    static boolean isThisHost(String url, HttpServletRequest request) {
        var host = Optional.ofNullable(request.getHeader("Host")).map(text -> text.toLowerCase(Locale.ROOT));
        return host.isPresent() && authority(url).equals(host);
    }

    private static Optional<String> authority(String url) {
        try {
            @Nullable String authority = new URI(url).getAuthority();
            return Optional.ofNullable(authority).map(text -> text.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
