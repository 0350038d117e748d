package io.slipway.apps;

import io.slipway.testing.TestPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class AutoscaleOnPostgresIT extends AutoscaleStory {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", TestPostgres::freshDatabase);
        registry.add("spring.datasource.username", () -> "postgres");
    }
}
