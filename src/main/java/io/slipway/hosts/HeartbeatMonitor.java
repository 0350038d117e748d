package io.slipway.hosts;

import io.slipway.kernel.RegularTask;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the leases of hosts a few times a second, once agents can reach the server. */
@Component
class HeartbeatMonitor implements SmartLifecycle {

    private final HostRegistry registry;
    private final HostsProperties properties;
    private @Nullable RegularTask sweep;

    HeartbeatMonitor(HostRegistry registry, HostsProperties properties) {
        this.registry = registry;
        this.properties = properties;
    }

    @Override
    public void start() {
        registry.expectAll();
        sweep = RegularTask.start("heartbeat-monitor", properties.sweep(), registry::sweep);
    }

    @Override
    public void stop() {
        if (sweep != null) {
            sweep.close();
            sweep = null;
        }
    }

    @Override
    public boolean isRunning() {
        return sweep != null;
    }
}
