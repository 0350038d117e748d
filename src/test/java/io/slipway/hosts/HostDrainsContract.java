package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.audit.AuditEntry;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.event.TransactionalEventListener;

/** Drains as they are stored, told once and run on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostDrainsContract {

    private static final Actor MIA = new Actor(Actor.Type.USER, "1", "mia");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private ConfigurableApplicationContext context;
    private HostId host;

    abstract String jdbcUrl();

    @BeforeAll
    void openDatabase() {
        context = new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + jdbcUrl(), "--spring.jpa.hibernate.ddl-auto=validate");
    }

    @AfterAll
    void closeDatabase() {
        context.close();
    }

    @BeforeEach
    void aHost() {
        host = registry().enrol("host-" + UUID.randomUUID().toString().substring(0, 8));
        heard().clear();
    }

    @Test
    void rememberWhoDrainsSinceWhenAndHowMuchThereWas() {
        drains().start(host, MIA);

        assertThat(view().drain()).isEqualTo(new Drain(NOON, "mia", false, 12));
        assertThat(view().cordoned()).isTrue();
        assertThat(view().isSchedulable()).isFalse();
        assertThat(heard()).containsExactly(new HostChanged(host));
        assertThat(audited()).containsExactly("host.drain");
    }

    @Test
    void beginOnlyOnce() {
        drains().start(host, MIA);
        drains().start(host, new Actor(Actor.Type.USER, "2", "eve"));

        assertThat(view().drain()).isEqualTo(new Drain(NOON, "mia", false, 12));
        assertThat(audited()).containsExactly("host.drain");
    }

    @Test
    void pauseAndGoOn() {
        drains().start(host, MIA);

        drains().pause(host, MIA);
        assertThat(view().drain()).isEqualTo(new Drain(NOON, "mia", true, 12));

        drains().start(host, MIA);
        assertThat(view().drain()).isEqualTo(new Drain(NOON, "mia", false, 12));
        assertThat(audited()).containsExactlyInAnyOrder("host.drain", "host.drain.pause", "host.drain.resume");
    }

    @Test
    void endAndLeaveTheHostCordonedOrNotAsAsked() {
        drains().start(host, MIA);
        drains().end(host, MIA, false);
        assertThat(view().drain()).isNull();
        assertThat(view().cordoned()).isTrue();

        drains().start(host, MIA);
        drains().end(host, MIA, true);
        assertThat(view().drain()).isNull();
        assertThat(view().cordoned()).isFalse();
    }

    @Test
    void neitherPauseNorEndWhatWasNotBegun() {
        assertThatThrownBy(() -> drains().pause(host, MIA)).isInstanceOf(PlatformException.Conflict.class);
        assertThatThrownBy(() -> drains().end(host, MIA, true)).isInstanceOf(PlatformException.Conflict.class);
        assertThatThrownBy(() -> drains().start(HostId.create(), MIA)).isInstanceOf(PlatformException.NotFound.class);

        assertThat(audited()).isEmpty();
        assertThat(heard()).isEmpty();
    }

    private HostDrains drains() {
        return context.getBean(HostDrains.class);
    }

    private HostRegistry registry() {
        return context.getBean(HostRegistry.class);
    }

    private HostView view() {
        return registry().find(host).orElseThrow();
    }

    private List<String> audited() {
        return context.getBean(AuditTrail.class).ofTarget(host.toString(), 10).stream()
                .map(AuditEntry::action)
                .toList();
    }

    private List<HostChanged> heard() {
        return context.getBean(Announcements.class).heard;
    }

    /** Hears what was announced after commit. */
    static class Announcements {
        final List<HostChanged> heard = new CopyOnWriteArrayList<>();

        @TransactionalEventListener
        void hear(HostChanged event) {
            heard.add(event);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        DataJpaRepositoriesAutoConfiguration.class
    })
    @EntityScan(basePackages = {"io.slipway.hosts", "io.slipway.audit"})
    @EnableJpaRepositories(basePackages = {"io.slipway.hosts", "io.slipway.audit"})
    @EnableConfigurationProperties(HostsProperties.class)
    @Import({HostDrains.class, HostRegistry.class, AuditTrail.class, Announcements.class})
    static class StoreConfiguration {

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }

        @Bean
        PlacedInstances placedInstances() {
            return host -> 12;
        }
    }
}
