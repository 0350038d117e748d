package io.slipway.dispatcher;

import io.slipway.hosts.ClusterEpoch;
import io.slipway.keys.KeyBundle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Raises the epoch before any loop acts and before any agent is let in. */
@Component
class ClusterStart implements SmartLifecycle {

    private final ClusterEpoch epoch;
    private final KeyBundle keys;
    private volatile boolean running;

    ClusterStart(ClusterEpoch epoch, KeyBundle keys) {
        this.epoch = epoch;
        this.keys = keys;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        epoch.begin(keys.clusterId());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
