package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipway.apps.DeploymentLedger;
import io.slipway.apps.ProcessSpecChanged;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.instances.InstanceStore;
import io.slipway.metrics.ReleaseTraffic;
import io.slipway.placement.CurrentPlacement;
import io.slipway.placement.PlacementProperties;
import io.slipway.placement.Rebalances;
import io.slipway.routes.RouteLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

class OrchestratorConfigurationIT {

    private static final SpecBuilder SPEC = SpecBuilder.web().wanting(2);

    @Test
    void anEventLeadsToPlacedInstances() {
        new ApplicationContextRunner()
                .withUserConfiguration(Neighbours.class, OrchestratorConfiguration.class)
                .run(context -> {
                    var spec = SPEC.build();
                    context.publishEvent(new ProcessSpecChanged(spec.appId(), spec.processId()));

                    var store = context.getBean(InstanceStore.class);
                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(() -> assertThat(store.placed()).hasSize(2));
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Neighbours {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** The mocked ledger is proxied like the real one, and its proxy asks for one. */
        @Bean
        PlatformTransactionManager transactionManager() {
            return mock(PlatformTransactionManager.class);
        }

        @Bean
        InstanceStore instanceStore(Clock clock, ApplicationEventPublisher events) {
            return new InMemoryInstanceStore(clock, events::publishEvent);
        }

        @Bean
        DeploymentLedger deploymentLedger() {
            var ledger = mock(DeploymentLedger.class);
            var spec = SPEC.build();
            when(ledger.spec(spec.processId())).thenReturn(Optional.of(spec));
            when(ledger.processes()).thenReturn(List.of());
            return ledger;
        }

        @Bean
        HostRegistry hostRegistry() {
            var registry = mock(HostRegistry.class);
            when(registry.all()).thenReturn(List.of(TestHosts.host("host-a", HostView.State.READY)));
            return registry;
        }

        @Bean
        CurrentPlacement currentPlacement(PlacementProperties properties) {
            return () -> properties;
        }

        @Bean
        Rebalances rebalances() {
            return mock(Rebalances.class);
        }

        @Bean
        ReleaseTraffic releaseTraffic() {
            return mock(ReleaseTraffic.class);
        }

        @Bean
        RouteLedger routeLedger() {
            return mock(RouteLedger.class);
        }
    }
}
