package io.slipway.instances;

import java.util.UUID;

class H2InstanceStoreIT extends JpaInstanceStoreContract {

    @Override
    String jdbcUrl() {
        return "jdbc:h2:mem:" + UUID.randomUUID();
    }
}
