package io.slipway.instances;

import io.slipway.kernel.HostId;
import io.slipway.protocol.InstanceReport;
import org.springframework.stereotype.Component;

/** Writes what agents report. */
@Component
public class InstanceLedger {

    /**
     * Records a report. A report for an instance that is not on {@code host}, or that would move its state backwards, is ignored
     * and counted.
     */
    public void record(HostId host, InstanceReport report) {
        throw new UnsupportedOperationException();
    }
}
