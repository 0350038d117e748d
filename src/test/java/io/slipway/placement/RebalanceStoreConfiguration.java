package io.slipway.placement;

import io.slipway.audit.AuditTrail;
import io.slipway.scheduler.PlacementPolicy;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Rebalances, settings of placement and the audit trail over a real store. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    HibernateJpaAutoConfiguration.class,
    DataJpaRepositoriesAutoConfiguration.class,
    FlywayAutoConfiguration.class
})
@EntityScan({"io.slipway.audit", "io.slipway.placement"})
@EnableJpaRepositories(basePackages = {"io.slipway.audit", "io.slipway.placement"})
@Import({AuditTrail.class, Rebalances.class, PlacementSettings.class})
class RebalanceStoreConfiguration {

    @Bean
    PlacementProperties placementProperties() {
        return new PlacementProperties(8, Duration.ofMillis(50), PlacementPolicy.BALANCE);
    }

    @Bean
    MutableClock clock() {
        return MutableClock.ordinary();
    }
}
