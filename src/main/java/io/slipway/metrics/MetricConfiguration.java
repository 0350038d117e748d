package io.slipway.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the metrics' parts together; everything is kept under {@code <slipway.data>/metrics}. */
@Configuration(proxyBeanMethods = false)
class MetricConfiguration {

    @Bean
    RrdMetricStore metricStore(@Value("${slipway.data}") Path data, Clock clock) {
        return new RrdMetricStore(data.resolve("metrics").resolve("series"), clock);
    }

    @Bean
    LatestFigures latestFigures() {
        return new LatestFigures();
    }

    @Bean
    ReleaseTraffic releaseTraffic(Clock clock) {
        return new ReleaseTraffic(clock);
    }

    @Bean
    PlatformMeters platformMeters(MeterRegistry registry) {
        return new PlatformMeters(registry);
    }

    @Bean
    MetricIntakeSink metricIntakeSink(
            @Value("${slipway.data}") Path data,
            MetricStore store,
            LatestFigures latest,
            ReleaseTraffic releases,
            PlatformMeters meters,
            Clock clock) {
        var received = new ReceivedSteps(data.resolve("metrics").resolve("received"));
        return new MetricIntakeSink(store, received, latest, releases, meters, clock);
    }
}
