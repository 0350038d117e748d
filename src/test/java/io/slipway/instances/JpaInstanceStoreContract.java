package io.slipway.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.SecretBox;
import io.slipway.kernel.SpaceId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract over a real database, and what only a database shows: announcements after commit, the tenant's condition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JpaInstanceStoreContract extends InstanceStoreContract {

    private static final SpaceId READABLE = SpaceId.create();

    private ConfigurableApplicationContext context;

    abstract String jdbcUrl();

    @BeforeAll
    void openDatabase() {
        context = new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + jdbcUrl());
    }

    @AfterAll
    void closeDatabase() {
        context.close();
    }

    @BeforeEach
    void beginAfresh() {
        announced().clear();
        process = ProcessId.create();
        host = HostId.create();
        app = AppId.create();
        space = SpaceId.create();
    }

    @Override
    InstanceStore store() {
        return context.getBean(InstanceStore.class);
    }

    @Override
    List<InstanceChanged> announced() {
        return context.getBean(Announcements.class).heard;
    }

    @Test
    void sealsRunSpecsAtRest() {
        var id = insert(0, 1);

        var row = context.getBean(FrozenInstanceRepository.class).sealed(List.of(id.value()));

        assertThat(new String(row.getFirst().runSpec(), StandardCharsets.ISO_8859_1))
                .doesNotContain("hello");
    }

    @Test
    void forgetsAgainWhatWasRolledBack() {
        var id = insert(0, 1);
        var rolledBack = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

        rolledBack.executeWithoutResult(status -> {
            store().stop(List.of(id));
            insert(1, 1);
            status.setRollbackOnly();
        });

        assertThat(store().ofProcess(process))
                .extracting(InstanceRecord::id, InstanceRecord::desired)
                .containsExactly(tuple(id, DesiredState.RUNNING));
        assertThat(store().pending()).extracting(InstanceRecord::id).contains(id);
    }

    @Test
    void knowsARowToTheMomentThatTheDatabaseKeeps() {
        store().pending(); // Everything is in memory from now on.
        var id = insert(0, 1);
        store().assign(host, List.of(id));

        var stored = context.getBean(InstanceRepository.class).findById(id.value());

        assertThat(store().find(id)).isEqualTo(stored.map(Instance::toRecord));
    }

    @Test
    void knowsWhatTheDatabaseHoldsAfterManyChangesAtOnce() {
        var ids = IntStream.range(0, 12).mapToObj(index -> insert(index, 1)).toList();
        try (var workers = Executors.newFixedThreadPool(6)) {
            for (var id : ids) {
                workers.submit(() -> store().assign(host, List.of(id)));
                workers.submit(() -> store().ofProcess(process));
                workers.submit(() -> store().stop(List.of(id)));
                workers.submit(() -> store().forget(List.of(id)));
            }
        }

        var rows = context.getBean(InstanceRepository.class).findByProcessIdIn(List.of(process.value()));
        assertThat(store().ofProcess(process))
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(Instance::toRecord).toList());
        assertThat(store().onHost(host))
                .containsExactlyInAnyOrderElementsOf(rows.stream()
                        .map(Instance::toRecord)
                        .filter(row -> host.equals(row.hostId()) && !row.state().isTerminal())
                        .toList());
    }

    @Test
    void showsNothingOfASpaceThatTheCallerMayNotRead() {
        insert(0, 1);
        var service = context.getBean(InstanceService.class);

        assertThat(service.ofApp(app)).isEmpty();
        assertThat(service.living(List.of(app, AppId.create()))).isEmpty();
    }

    @Test
    void showsLivingRowsThenHistory() {
        space = READABLE;
        var gone = insert(0, 1);
        store().stop(List.of(gone));
        var living = insert(0, 2);
        var service = context.getBean(InstanceService.class);

        assertThat(service.ofApp(app)).extracting(InstanceRow::id).containsExactly(living, gone);
        assertThat(service.living(List.of(app)).get(app))
                .extracting(InstanceRow::id)
                .containsExactly(living);
    }

    /** Hears what was announced after commit. */
    static class Announcements {
        final List<InstanceChanged> heard = new CopyOnWriteArrayList<>();

        @TransactionalEventListener
        void hear(InstanceChanged event) {
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
    @EntityScan(basePackageClasses = Instance.class)
    @EnableJpaRepositories(basePackageClasses = InstanceRepository.class)
    @Import({JpaInstanceStore.class, InstanceMirror.class, InstanceService.class, Announcements.class})
    static class StoreConfiguration {

        @Bean
        Clock clock() {
            // Finer than a database keeps, as it is on some machines.
            return Clock.offset(Clock.systemUTC(), Duration.ofNanos(789));
        }

        @Bean
        SecretBox secretBox() {
            return new SecretBox(new byte[32]);
        }

        @Bean
        AccessPolicy accessPolicy() {
            var policy = mock(AccessPolicy.class);
            when(policy.readableSpaces())
                    .thenReturn(List.of(new SpaceRef(OrganizationId.create(), READABLE, SpacePath.DEFAULT)));
            return policy;
        }
    }
}
