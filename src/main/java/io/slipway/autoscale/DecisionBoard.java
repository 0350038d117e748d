package io.slipway.autoscale;

import io.slipway.kernel.ProcessId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The newest decision about each process that has an enabled policy; in memory, made anew within seconds after a restart. */
@Component
public class DecisionBoard {

    private final Map<ProcessId, Decision> newest = new ConcurrentHashMap<>();

    /** Notes a decision. */
    public void put(ProcessId process, Decision decision) {
        newest.put(process, decision);
    }

    /** Forgets all but these processes. */
    public void keep(Collection<ProcessId> processes) {
        newest.keySet().retainAll(processes);
    }

    /** The newest decision about a process. */
    public Optional<Decision> of(ProcessId process) {
        return Optional.ofNullable(newest.get(process));
    }
}
