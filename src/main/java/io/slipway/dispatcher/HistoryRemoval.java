package io.slipway.dispatcher;

import io.slipway.apps.AppDeleted;
import io.slipway.apps.DeploymentLedger;
import io.slipway.kernel.AppId;
import io.slipway.logs.LogStore;
import io.slipway.metrics.MetricIntakeSink;
import io.slipway.metrics.MetricStore;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRemoval.class);

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

    /** Tidies only: whatever fails here is tried again at the next start and never stands in the way of this one. */
    @EventListener(ApplicationReadyEvent.class)
    void dropWhatWasLeft() {
        try {
            var kept = new HashSet<>(logs.apps());
            kept.addAll(series.apps());
            deployments.deletedOf(kept).forEach(this::dropIfPossible);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("Could not look for what is left of deleted apps; trying again at the next start");
        }
    }

    private void dropIfPossible(AppId app) {
        try {
            drop(app);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("app", app)
                    .setCause(e)
                    .log("Could not drop what is left of a deleted app; trying again at the next start");
        }
    }

    private void drop(AppId app) {
        logs.drop(app);
        metrics.drop(app);
    }
}
