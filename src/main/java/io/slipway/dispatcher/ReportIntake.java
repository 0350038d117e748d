package io.slipway.dispatcher;

import io.slipway.instances.InstanceLedger;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.SerialLanes;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes reports off the network threads: in order for each instance, side by side for different ones, so that many reports share
 * one sync of the store. A report is acknowledged only after it was recorded; the agent sends the others again.
 */
@Component
class ReportIntake {

    private static final Logger log = LoggerFactory.getLogger(ReportIntake.class);

    private final InstanceLedger ledger;
    private final RoutingFeed routing;
    private final SerialLanes<InstanceId> lanes = new SerialLanes<>(Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("report-", 0).factory()));

    ReportIntake(InstanceLedger ledger, RoutingFeed routing) {
        this.ledger = ledger;
        this.routing = routing;
    }

    void take(AgentSession session, InstanceReport report) {
        try {
            lanes.run(InstanceId.of(report.getInstanceId()), () -> record(session, report));
        } catch (IllegalArgumentException e) {
            log.atWarn().addKeyValue("host", session.host()).log("An agent reported an instance without a proper id");
        }
    }

    private void record(AgentSession session, InstanceReport report) {
        try {
            ledger.record(session.host(), report);
            if (report.getPhase() == InstancePhase.STOPPED || report.getPhase() == InstancePhase.FAILED) {
                routing.forget(InstanceId.of(report.getInstanceId()));
            }
            session.acknowledge(report.getSequence());
        } catch (RuntimeException e) {
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("instance", report.getInstanceId())
                    .log("A report could not be recorded; the agent sends it again");
        }
    }
}
