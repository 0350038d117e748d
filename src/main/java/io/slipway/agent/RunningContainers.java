package io.slipway.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The app containers that run on this host now. Thread-safe. */
final class RunningContainers implements ContainerWatcher {

    private final Map<String, RunningContainer> all = new ConcurrentHashMap<>();

    List<RunningContainer> all() {
        return List.copyOf(all.values());
    }

    @Override
    public void started(RunningContainer container) {
        all.put(container.containerId(), container);
    }

    @Override
    public void ended(RunningContainer container) {
        all.remove(container.containerId());
    }
}
