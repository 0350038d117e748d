package io.slipway.dispatcher;

import io.slipway.apps.AppDeleted;
import io.slipway.apps.AppDirectory;
import io.slipway.kernel.PlatformException;
import io.slipway.logs.LogStore;
import io.slipway.metrics.MetricIntakeSink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells logs and metrics, which know apps only by id, whose an app is and when it is gone. */
@Configuration(proxyBeanMethods = false)
class AppKnowledge {

    @Bean
    io.slipway.logs.AppScope logScope(AppDirectory apps) {
        return apps::spaceOf;
    }

    @Bean
    io.slipway.metrics.AppScope metricScope(AppDirectory apps) {
        return id -> apps.spaceOf(id).orElseThrow(() -> new PlatformException.NotFound("There is no such app."));
    }

    @Bean
    HistoryRemoval historyRemoval(LogStore logs, MetricIntakeSink metrics) {
        return new HistoryRemoval(logs, metrics);
    }

    /** Drops what was kept of an app once the app is gone. */
    static class HistoryRemoval {

        private final LogStore logs;
        private final MetricIntakeSink metrics;

        HistoryRemoval(LogStore logs, MetricIntakeSink metrics) {
            this.logs = logs;
            this.metrics = metrics;
        }

        @TransactionalEventListener(fallbackExecution = true)
        void on(AppDeleted event) {
            logs.drop(event.appId());
            metrics.drop(event.appId());
        }
    }
}
