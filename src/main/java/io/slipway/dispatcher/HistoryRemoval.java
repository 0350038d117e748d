package io.slipway.dispatcher;

import io.slipway.apps.AppDeleted;
import io.slipway.logs.LogStore;
import io.slipway.metrics.MetricIntakeSink;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Drops the log lines and measurements of an app once the app is gone; their modules know apps only by id. */
@Component
class HistoryRemoval {

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
