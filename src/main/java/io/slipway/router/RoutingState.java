package io.slipway.router;

/** What all threads of a router look at. */
final class RoutingState {

    private final Admission clients = new Admission();
    private final Admission tcpClients = new Admission();
    private volatile RouteIndex index = RouteIndex.empty();
    private volatile boolean closing;

    RouteIndex index() {
        return index;
    }

    void replace(RouteIndex next) {
        index = next;
    }

    /** Clients' HTTP connections. */
    Admission clients() {
        return clients;
    }

    /** Clients' connections to TCP routes. */
    Admission tcpClients() {
        return tcpClients;
    }

    void beginClosing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }
}
