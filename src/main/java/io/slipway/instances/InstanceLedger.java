package io.slipway.instances;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.InstanceReport;
import java.util.List;
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
     * Records reports, in their order, in one write. One for an instance that is not on its host, or that would move its state
     * backwards, is ignored and counted.
     */
    public void record(List<HostReport> reports) {
        var news = reports.stream()
                .filter(each -> !isKnown(each.host(), each.report()))
                .toList();
        count(ReportOutcome.UNCHANGED, reports.size() - news.size());
        if (news.isEmpty()) {
            return;
        }
        var outcomes = store.reportAll(news);
        outcomes.forEach(outcome -> count(outcome, 1));
        log.atDebug()
                .addKeyValue("reports", news.size())
                .addKeyValue("outcomes", outcomes)
                .log("Instances reported");
    }

    private void count(ReportOutcome outcome, int times) {
        meters.counter("slipway.instance.reports", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment(times);
    }

    /** An agent that comes back tells everything again; what is known already must not cost a transaction each. */
    private boolean isKnown(HostId host, InstanceReport report) {
        return store.find(InstanceId.of(report.getInstanceId()))
                .filter(row -> host.equals(row.hostId()) && ReportRules.saysNothingNew(row, report))
                .isPresent();
    }
}
