package io.slipway.dispatcher;

import io.slipway.kernel.HostId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The open control streams, one per host at most: a newer stream of a host replaces the older. */
@Component
class AgentSessions {

    private final Map<HostId, AgentSession> sessions = new ConcurrentHashMap<>();

    void open(AgentSession session) {
        var older = sessions.put(session.host(), session);
        if (older != null) {
            older.close();
        }
    }

    void closed(AgentSession session) {
        sessions.remove(session.host(), session);
    }

    Optional<AgentSession> of(HostId host) {
        return Optional.ofNullable(sessions.get(host));
    }

    int count() {
        return sessions.size();
    }

    Collection<AgentSession> all() {
        return List.copyOf(sessions.values());
    }
}
