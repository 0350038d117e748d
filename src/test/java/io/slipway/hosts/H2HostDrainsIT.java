package io.slipway.hosts;

import java.util.UUID;

class H2HostDrainsIT extends HostDrainsContract {

    @Override
    String jdbcUrl() {
        return "jdbc:h2:mem:" + UUID.randomUUID();
    }
}
