package io.slipway.hosts;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.kernel.Actor;
import io.slipway.keys.CertificateAuthority;
import io.slipway.keys.KeyBundleFile;
import io.slipway.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
import org.springframework.util.FileSystemUtils;

/** Hosts and the audit trail over a real store; who asks and what runs where is a test's to say. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    HibernateJpaAutoConfiguration.class,
    DataJpaRepositoriesAutoConfiguration.class,
    FlywayAutoConfiguration.class
})
@EntityScan({"io.slipway.audit", "io.slipway.hosts"})
@EnableJpaRepositories(basePackages = {"io.slipway.audit", "io.slipway.hosts"})
@EnableConfigurationProperties(HostsProperties.class)
@Import({
    AuditTrail.class,
    HostRegistry.class,
    HostRemoval.class,
    HostService.class,
    JoinTokens.class,
    JoinTokenService.class
})
class HostStoreConfiguration {

    @Bean
    MutableClock clock() {
        return MutableClock.ordinary();
    }

    @Bean
    CertificateAuthority authority(MutableClock clock) throws IOException {
        var folder = Files.createTempDirectory("slipway-keys");
        try {
            return new CertificateAuthority(new KeyBundleFile(folder).openOrCreate(clock), clock);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Bean
    AccessPolicy accessPolicy() {
        return mock(AccessPolicy.class);
    }

    @Bean
    CurrentUser currentUser() {
        var user = mock(CurrentUser.class);
        when(user.actor()).thenReturn(new Actor(Actor.Type.USER, "1", "mia"));
        return user;
    }

    @Bean
    PlacedInstances placedInstances() {
        return mock(PlacedInstances.class);
    }
}
