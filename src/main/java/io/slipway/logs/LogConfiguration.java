package io.slipway.logs;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.AppScope;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of the log path together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class LogConfiguration {

    @Bean
    LogBroker logBroker() {
        return new LogBroker();
    }

    @Bean
    SegmentLogStore logStore(
            @Value("${slipway.data}") String data, LogProperties limits, Clock clock, LogBroker broker) {
        return new SegmentLogStore(Path.of(data, "logs"), limits, clock, broker);
    }

    @Bean
    LogHousekeeping logHousekeeping(SegmentLogStore store, LogBroker broker, LogProperties limits) {
        return new LogHousekeeping(store, broker, limits);
    }

    @Bean
    LogIntakeSink logIntakeSink(LogStore store, LogHousekeeping housekeeping, Clock clock) {
        return new LogIntakeSink(store, housekeeping, clock);
    }

    @Bean
    LogService logService(LogStore store, LogBroker broker, AppScope scope, AccessPolicy access) {
        return new LogService(store, broker, scope, access);
    }
}
