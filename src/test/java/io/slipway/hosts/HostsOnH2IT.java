package io.slipway.hosts;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:hosts;DB_CLOSE_DELAY=-1")
class HostsOnH2IT extends HostsStory {}
