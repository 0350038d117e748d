package io.slipway.apps;

import org.springframework.test.context.TestPropertySource;

/** In the same database as its neighbour, and so in the same context. */
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:app-service;DB_CLOSE_DELAY=-1")
class AutoscaleOnH2IT extends AutoscaleStory {}
