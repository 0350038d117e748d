package io.slipway.dispatcher;

import io.slipway.hosts.HostRemoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Ends everything between the server and a host that was removed, as soon as that is on disk. A host that is away learns of it when
 * it dials.
 */
@Component
class HostFarewell {

    private static final Logger log = LoggerFactory.getLogger(HostFarewell.class);

    private final AgentSessions sessions;
    private final RoutingFeed routing;
    private final AssignmentFeed assignments;
    private final HostCalls calls;

    HostFarewell(AgentSessions sessions, RoutingFeed routing, AssignmentFeed assignments, HostCalls calls) {
        this.sessions = sessions;
        this.routing = routing;
        this.assignments = assignments;
        this.calls = calls;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(HostRemoved event) {
        var host = event.hostId();
        calls.end(host);
        sessions.of(host).ifPresent(sessions::closed);
        routing.forget(host);
        assignments.forget(host);
        log.atInfo().addKeyValue("host", host).log("Host removed; its calls were ended");
    }
}
