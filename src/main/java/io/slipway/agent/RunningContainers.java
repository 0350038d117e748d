package io.slipway.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The app containers that run now, for those who measure them. */
final class RunningContainers implements ContainerWatcher, Supplier<List<RunningContainer>> {

    private final Map<String, RunningContainer> containers = new ConcurrentHashMap<>();

    @Override
    public void started(RunningContainer container) {
        containers.put(container.containerId(), container);
    }

    @Override
    public void ended(RunningContainer container) {
        containers.remove(container.containerId());
    }

    @Override
    public List<RunningContainer> get() {
        return List.copyOf(containers.values());
    }
}
