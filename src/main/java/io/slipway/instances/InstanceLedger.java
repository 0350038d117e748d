package io.slipway.instances;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.InstanceReport;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes what agents report. */
@Component
public class InstanceLedger {

    private static final Logger log = LoggerFactory.getLogger(InstanceLedger.class);

    private final InstanceStore store;
    private final MeterRegistry meters;

    InstanceLedger(InstanceStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
    }

    /**
     * Records a report. A report for an instance that is not on {@code host}, or that would move its state backwards, is ignored
     * and counted.
     */
    public void record(HostId host, InstanceReport report) {
        var outcome = isKnown(host, report) ? ReportOutcome.UNCHANGED : store.report(host, report);
        meters.counter("slipway.instance.reports", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        log.atDebug()
                .addKeyValue("instance", report.getInstanceId())
                .addKeyValue("phase", report.getPhase())
                .addKeyValue("outcome", outcome)
                .log("Instance reported");
    }

    /** An agent that comes back tells everything again; what is known already must not cost a transaction each. */
    private boolean isKnown(HostId host, InstanceReport report) {
        return store.find(InstanceId.of(report.getInstanceId()))
                .filter(row -> host.equals(row.hostId()) && ReportRules.saysNothingNew(row, report))
                .isPresent();
    }
}
