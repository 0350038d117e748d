package io.slipway.orchestrator;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipway.apps.DeploymentLedger;
import io.slipway.hosts.HostRegistry;
import io.slipway.instances.InstanceStore;
import io.slipway.metrics.ReleaseTraffic;
import io.slipway.placement.Cluster;
import io.slipway.placement.CurrentPlacement;
import io.slipway.placement.DrainProperties;
import io.slipway.placement.PlacementProperties;
import io.slipway.placement.Rebalances;
import io.slipway.routes.RouteLedger;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the loops. They are plain classes, so that the simulation builds them the same way without Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OrchestratorProperties.class, PlacementProperties.class, DrainProperties.class})
class OrchestratorConfiguration {

    @Bean
    WantedState wantedState(DeploymentLedger ledger) {
        return new LedgerWantedState(ledger);
    }

    @Bean
    RouteProbe routeProbe(RouteLedger routes, HostRegistry hosts) {
        return new HttpRouteProbe(routes::all, hosts::all);
    }

    @Bean
    ReconcileLoop reconcileLoop(
            WantedState wanted,
            InstanceStore store,
            HostRegistry hosts,
            OrchestratorProperties properties,
            Clock clock) {
        var applier = new PlanApplier(store, new RunSpecFactory(new RunEnvironment(properties.cfApi())));
        return new ReconcileLoop(wanted, store, () -> HostStates.of(hosts.all(), hosts::isFenced), applier, clock);
    }

    @Bean
    PlacementLoop placementLoop(InstanceStore store, HostRegistry hosts, CurrentPlacement placement, Clock clock) {
        return new PlacementLoop(store, hosts::all, placement, clock);
    }

    @Bean
    DeploymentLoop deploymentLoop(
            WantedState wanted,
            InstanceStore store,
            HostRegistry hosts,
            RouteProbe probe,
            ReleaseTraffic traffic,
            Clock clock) {
        return new DeploymentLoop(wanted, store, hosts::all, probe, traffic::of, clock);
    }

    @Bean
    Loops loops(ReconcileLoop reconcile, PlacementLoop placement, DeploymentLoop deployments) {
        return new Loops(reconcile, placement, deployments);
    }

    @Bean
    DrainLoop drainLoop(
            WantedState wanted,
            InstanceStore store,
            HostRegistry hosts,
            Loops loops,
            Rebalances rebalances,
            CurrentPlacement placing,
            DrainProperties properties,
            Clock clock) {
        return new DrainLoop(
                () -> Cluster.of(hosts.all(), store, placing.now())
                        .with(rebalances.current().orElse(null)),
                rebalances::done,
                wanted,
                store,
                loops,
                properties,
                clock);
    }

    @Bean
    ResyncLoop resyncLoop(
            WantedState wanted, InstanceStore store, Loops loops, OrchestratorProperties properties, Clock clock) {
        return new ResyncLoop(wanted, store, loops, properties, clock);
    }

    @Bean
    ReconcileTrigger reconcileTrigger(Loops loops, DrainLoop drain, ResyncLoop resync) {
        return new ReconcileTrigger(loops, drain, resync);
    }

    @Bean
    LoopLifecycle loopLifecycle(Loops loops, DrainLoop drain, ResyncLoop resync, MeterRegistry meters) {
        var all = List.of(
                loops.reconcile().loop(),
                loops.placement().loop(),
                loops.deployments().loop(),
                drain.loop(),
                resync.loop());
        all.forEach(loop -> loop.measureIn(meters));
        return new LoopLifecycle(all);
    }
}
