package io.slipway.router;

/** What can go wrong between a router and an app, in the router's words: what happened, and what to do. */
enum RouterFault {
    UNKNOWN_ROUTE(
            404,
            "unknown_route",
            "Requested route ('%s') does not exist.",
            "Check the address, or add this route to an app in the console.%s"),
    NO_ENDPOINTS(
            503,
            "no_endpoints",
            "Requested route ('%s') has no available endpoints.",
            "The app is stopped, or none of its instances is ready yet. Try again in a moment, or look at the app in the"
                    + " console."),
    UNKNOWN_INSTANCE(
            400,
            "unknown_route",
            "Requested instance of route ('%s') does not exist.",
            "Leave the header that names it out to reach any instance."),
    ENDPOINT_FAILURE(
            502,
            "endpoint_failure",
            "No instance behind ('%s') could answer.",
            "The app refused or closed the connection. Look at its log in the console."),
    BAD_RESPONSE(
            502,
            "endpoint_failure",
            "The app behind ('%s') sent no valid HTTP: %s.",
            "Look at the app's log in the console."),
    TIMEOUT(
            504,
            "endpoint_failure",
            "The app behind ('%s') did not answer in time.",
            "It may be busy or stuck. Look at its log and metrics in the console.");

    private final int status;
    private final String error;
    private final String title;
    private final String advice;

    RouterFault(int status, String error, String title, String advice) {
        this.status = status;
        this.error = error;
        this.title = title;
        this.advice = advice;
    }

    /** What a client is told; {@code detail} is for the sentences that have room for one. */
    RouterAnswer answer(String host, boolean html, String detail) {
        return new RouterAnswer(status, error, html, title.formatted(host, detail), advice.formatted(detail));
    }
}
