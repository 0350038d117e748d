package io.slipway.orchestrator;

import io.slipway.hosts.HostView;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import java.time.Instant;

/** Hosts of eight cores and 16 GB. */
final class TestHosts {

    private TestHosts() {}

    static HostView host(String name, HostView.State state) {
        return host(HostId.create(), name, state);
    }

    static HostView host(HostId id, String name, HostView.State state) {
        return new HostView(
                id,
                name,
                state,
                "127.0.0.1",
                8000,
                "10.210.7.0/24",
                Cpu.cores(8),
                DataSize.ofMebibytes(16_384),
                false,
                null,
                "1",
                "20.10",
                0,
                Instant.EPOCH,
                null);
    }
}
