package io.slipway.dispatcher;

import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.HostNames;
import io.slipway.kernel.HostId;
import org.springframework.stereotype.Component;

/** Tells the instances module what hosts are called, which it must not know the registry for. */
@Component
class RegisteredHostNames implements HostNames {

    private final HostRegistry hosts;

    RegisteredHostNames(HostRegistry hosts) {
        this.hosts = hosts;
    }

    @Override
    public String of(HostId id) {
        return hosts.find(id).map(HostView::name).orElse("removed host");
    }
}
