package io.slipway.apps;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:app-service;DB_CLOSE_DELAY=-1")
class AppServiceOnH2IT extends AppServiceStory {}
