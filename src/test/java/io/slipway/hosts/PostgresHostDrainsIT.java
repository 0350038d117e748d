package io.slipway.hosts;

import io.slipway.testing.TestPostgres;

class PostgresHostDrainsIT extends HostDrainsContract {

    @Override
    String jdbcUrl() {
        return TestPostgres.freshDatabase();
    }
}
