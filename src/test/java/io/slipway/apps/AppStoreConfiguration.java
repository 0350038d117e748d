package io.slipway.apps;

import io.slipway.images.ImageInspection;
import io.slipway.images.ImageInspector;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.SecretBox;
import io.slipway.metrics.MetricStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Audit, iam, apps, routes, network policies and autoscaling over a real store, with neither web nor hosts. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    HibernateJpaAutoConfiguration.class,
    DataJpaRepositoriesAutoConfiguration.class,
    FlywayAutoConfiguration.class
})
@EntityScan({
    "io.slipway.audit",
    "io.slipway.iam",
    "io.slipway.apps",
    "io.slipway.routes",
    "io.slipway.policies",
    "io.slipway.autoscale"
})
@EnableJpaRepositories(
        basePackages = {
            "io.slipway.audit",
            "io.slipway.iam",
            "io.slipway.apps",
            "io.slipway.routes",
            "io.slipway.policies",
            "io.slipway.autoscale"
        })
@ComponentScan(
        basePackages = {
            "io.slipway.audit",
            "io.slipway.iam",
            "io.slipway.apps",
            "io.slipway.routes",
            "io.slipway.policies",
            "io.slipway.autoscale"
        },
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "io\\.slipway\\.iam\\.(SecurityConfig|Doors|.*Filter|.*IT).*"))
class AppStoreConfiguration {

    static final String MISSING_IMAGE = "registry.example.com/missing:1";

    @Bean
    Clock clock() {
        // Databases keep microseconds; views read back must equal those returned.
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    @Bean
    SecretBox secretBox() {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        Arrays.fill(key, (byte) 7);
        return new SecretBox(key);
    }

    @Bean
    MetricStore metricStore() {
        return Mockito.mock(MetricStore.class);
    }

    @Bean
    ImageInspector inspector() {
        return reference -> {
            if (reference.equals(MISSING_IMAGE)) {
                throw new PlatformException.Invalid("image-not-found", "image", "No registry has this image.");
            }
            return new ImageInspection(
                    reference,
                    "sha256:" + Integer.toHexString(reference.hashCode()),
                    "",
                    List.of(8081, 9000),
                    "",
                    false,
                    List.of(),
                    new DataSize(1),
                    "amd64",
                    List.of("/app"));
        };
    }
}
