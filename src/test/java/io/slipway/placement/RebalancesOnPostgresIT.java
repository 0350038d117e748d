package io.slipway.placement;

import io.slipway.testing.TestPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class RebalancesOnPostgresIT extends RebalancesStory {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", TestPostgres::freshDatabase);
        registry.add("spring.datasource.username", () -> "postgres");
    }
}
