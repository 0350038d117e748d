package io.slipway.instances;

import io.slipway.testing.TestPostgres;

class PostgresInstanceStoreIT extends JpaInstanceStoreContract {

    @Override
    String jdbcUrl() {
        return TestPostgres.freshDatabase();
    }
}
