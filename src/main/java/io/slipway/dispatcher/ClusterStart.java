package io.slipway.dispatcher;

import io.slipway.hosts.ClusterEpoch;
import io.slipway.keys.KeyBundle;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Raises the epoch before any loop acts and before any agent is let in: both start after all beans are made. */
@Component
class ClusterStart implements SmartInitializingSingleton {

    private final ClusterEpoch epoch;
    private final KeyBundle keys;

    ClusterStart(ClusterEpoch epoch, KeyBundle keys) {
        this.epoch = epoch;
        this.keys = keys;
    }

    @Override
    public void afterSingletonsInstantiated() {
        epoch.begin(keys.clusterId());
    }
}
