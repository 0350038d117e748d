package io.slipway.hosts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the leases of hosts a few times a second, on a thread of its own. */
@Component
class HeartbeatMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HeartbeatMonitor.class);

    private final HostRegistry registry;
    private final HostsProperties properties;
    private volatile boolean running;

    HeartbeatMonitor(HostRegistry registry, HostsProperties properties) {
        this.registry = registry;
        this.properties = properties;
    }

    @Override
    public void start() {
        registry.expectAll();
        running = true;
        Thread.ofPlatform().name("heartbeat-monitor").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        while (running) {
            try {
                Thread.sleep(properties.sweep());
                registry.sweep();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("Looking at leases failed; it goes on");
            }
        }
    }
}
