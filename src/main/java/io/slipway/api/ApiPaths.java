package io.slipway.api;

import jakarta.servlet.http.HttpServletRequest;

/** The paths of this front door. */
final class ApiPaths {

    static final String V1 = "/api/v1";
    static final String APPS = V1 + "/orgs/{org}/spaces/{space}/apps";
    static final String APP = APPS + "/{app}";

    private ApiPaths() {}

    /** Whether a request is for the API. */
    static boolean isApi(HttpServletRequest request) {
        return path(request).startsWith("/api/");
    }

    /** Whether errors of a request are answered with problems: the API, its problem pages and the console's streams. */
    static boolean answersProblems(HttpServletRequest request) {
        var path = path(request);
        return path.startsWith("/api/") || path.startsWith("/problems/") || path.startsWith("/console/stream/");
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
