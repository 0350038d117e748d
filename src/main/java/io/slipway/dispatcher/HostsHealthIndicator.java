package io.slipway.dispatcher;

import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while at least one host is ready to run instances; part of the health group {@code platform}. */
@Component("hosts")
class HostsHealthIndicator implements HealthIndicator {

    private final HostRegistry hosts;

    HostsHealthIndicator(HostRegistry hosts) {
        this.hosts = hosts;
    }

    @Override
    public Health health() {
        boolean anyReady = hosts.all().stream().anyMatch(host -> host.state() == HostView.State.READY);
        return anyReady ? Health.up().build() : Health.down().build();
    }
}
