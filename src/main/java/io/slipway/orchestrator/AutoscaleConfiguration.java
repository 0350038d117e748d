package io.slipway.orchestrator;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipway.autoscale.AutoscaleLedger;
import io.slipway.autoscale.DecisionBoard;
import io.slipway.hosts.HostRegistry;
import io.slipway.instances.InstanceStore;
import io.slipway.metrics.MetricStore;
import io.slipway.placement.PlacementProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the autoscaler's loop, which starts and stops as the others do. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AutoscaleProperties.class)
class AutoscaleConfiguration {

    @Bean
    AutoscaleSight autoscaleSight(
            WantedState wanted,
            InstanceStore store,
            MetricStore metrics,
            HostRegistry hosts,
            PlacementProperties placing,
            AutoscaleProperties properties,
            Clock clock) {
        return new AutoscaleSight(wanted, store, metrics::ofProcess, hosts::all, placing, properties.warmUp(), clock);
    }

    @Bean
    AutoscaleLoop autoscaleLoop(
            AutoscaleLedger ledger,
            DecisionBoard board,
            AutoscaleSight sight,
            AutoscaleProperties properties,
            Clock clock) {
        return new AutoscaleLoop(ledger::enabled, ledger::move, board, sight, properties.interval(), clock);
    }

    @Bean
    AutoscaleTrigger autoscaleTrigger(AutoscaleLoop autoscale) {
        return new AutoscaleTrigger(autoscale);
    }

    @Bean
    LoopLifecycle autoscaleLifecycle(AutoscaleLoop autoscale, MeterRegistry meters) {
        autoscale.loop().measureIn(meters);
        return new LoopLifecycle(List.of(autoscale.loop()));
    }
}
