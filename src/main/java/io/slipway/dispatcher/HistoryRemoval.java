package io.slipway.dispatcher;

import io.slipway.apps.AppDeleted;
import io.slipway.apps.DeploymentLedger;
import io.slipway.kernel.AppId;
import io.slipway.logs.LogStore;
import io.slipway.metrics.MetricIntakeSink;
import io.slipway.metrics.MetricStore;
import java.util.HashSet;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Drops the log lines and measurements of an app once the app is gone; their modules know apps only by id. At its start the server
 * looks for what is left of apps that are on record as deleted: it may have died between, or a host may have told late.
 */
@Component
class HistoryRemoval {

    private final LogStore logs;
    private final MetricStore series;
    private final MetricIntakeSink metrics;
    private final DeploymentLedger deployments;

    HistoryRemoval(LogStore logs, MetricStore series, MetricIntakeSink metrics, DeploymentLedger deployments) {
        this.logs = logs;
        this.series = series;
        this.metrics = metrics;
        this.deployments = deployments;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppDeleted event) {
        drop(event.appId());
    }

    @EventListener(ApplicationReadyEvent.class)
    void dropWhatWasLeft() {
        var kept = new HashSet<>(logs.apps());
        kept.addAll(series.apps());
        kept.stream().filter(deployments::wasDeleted).forEach(this::drop);
    }

    private void drop(AppId app) {
        logs.drop(app);
        metrics.drop(app);
    }
}
