package io.slipway.dispatcher;

import io.slipway.hosts.PlacedInstances;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import org.springframework.stereotype.Component;

/** Tells the hosts module how many instances a host holds, which it must not know the store of instances for. */
@Component
class MirroredPlacement implements PlacedInstances {

    private final InstanceStore instances;

    MirroredPlacement(InstanceStore instances) {
        this.instances = instances;
    }

    @Override
    public int on(HostId host) {
        return instances.onHost(host).size();
    }
}
