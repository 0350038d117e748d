package io.slipway.hosts;

import io.slipway.kernel.HostId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Hosts for machines: what is known of each, and the leases that heartbeats renew. Heartbeats stay in memory. */
@Component
public class HostRegistry {

    /** Every host. */
    public List<HostView> all() {
        throw new UnsupportedOperationException();
    }

    /** One host. */
    public Optional<HostView> find(HostId id) {
        throw new UnsupportedOperationException();
    }
}
