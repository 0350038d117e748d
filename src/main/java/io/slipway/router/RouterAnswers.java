package io.slipway.router;

/** The sentences of a router: what happened, and what to do. */
final class RouterAnswers {

    private RouterAnswers() {}

    static RouterAnswer unknownRoute(String host, RouteIndex index, boolean html) {
        String domain = index.table().fallbackDomain();
        String advice = "Check the address, or add this route to an app in the console."
                + (domain.isEmpty() ? "" : " Apps get their addresses under " + domain + ".");
        return new RouterAnswer(
                404, "unknown_route", html, "Requested route ('" + host + "') does not exist.", advice);
    }

    static RouterAnswer noEndpoints(String host, boolean html) {
        return new RouterAnswer(
                503,
                "no_endpoints",
                html,
                "Requested route ('" + host + "') has no available endpoints.",
                "The app is stopped, or none of its instances is ready yet. Try again in a moment, or look at the app in"
                        + " the console.");
    }

    static RouterAnswer unknownInstance(String host, boolean html) {
        return new RouterAnswer(
                400,
                "unknown_route",
                html,
                "Requested instance of route ('" + host + "') does not exist.",
                "Leave the header that names it out to reach any instance.");
    }

    static RouterAnswer endpointFailure(String host, boolean html) {
        return new RouterAnswer(
                502,
                "endpoint_failure",
                html,
                "No instance behind ('" + host + "') could answer.",
                "The app refused or closed the connection. Look at its log in the console.");
    }

    static RouterAnswer badResponse(String host, BadMessage reason, boolean html) {
        return new RouterAnswer(
                502,
                "endpoint_failure",
                html,
                "The app behind ('" + host + "') sent no valid HTTP: " + reason.reason() + ".",
                "Look at the app's log in the console.");
    }

    static RouterAnswer timeout(String host, boolean html) {
        return new RouterAnswer(
                504,
                "endpoint_failure",
                html,
                "The app behind ('" + host + "') did not answer in time.",
                "It may be busy or stuck. Look at its log and metrics in the console.");
    }
}
