package io.slipway.dispatcher;

import io.slipway.kernel.HostId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The calls that hosts have open, so that those of a host can be ended when it is removed. Thread-safe. */
@Component
class HostCalls {

    /** A set is changed within the map's own operations on its key only. */
    private final Map<HostId, Set<HostCall<?, ?>>> open = new ConcurrentHashMap<>();

    /** Notes a call. To be done before the host is looked up, so that no removal falls between. */
    void opened(HostId host, HostCall<?, ?> call) {
        open.compute(host, (id, known) -> {
            Set<HostCall<?, ?>> calls = known == null ? new HashSet<>() : known;
            calls.add(call);
            return calls;
        });
    }

    /** Forgets a call that is over. */
    void closed(HostId host, HostCall<?, ?> call) {
        open.computeIfPresent(host, (id, calls) -> {
            calls.remove(call);
            return calls.isEmpty() ? null : calls;
        });
    }

    /** Ends all calls of a host. */
    void end(HostId host) {
        var calls = open.remove(host);
        if (calls != null) {
            calls.forEach(HostCall::end);
        }
    }

    /** Whether a host has any call open. */
    boolean hasAny(HostId host) {
        return open.containsKey(host);
    }
}
