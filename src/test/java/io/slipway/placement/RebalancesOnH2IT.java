package io.slipway.placement;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:rebalances;DB_CLOSE_DELAY=-1")
class RebalancesOnH2IT extends RebalancesStory {}
