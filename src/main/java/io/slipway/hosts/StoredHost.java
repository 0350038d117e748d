package io.slipway.hosts;

import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A host's row as it was read, for whoever needs it outside a transaction. */
record StoredHost(
        HostId id,
        String name,
        String subnet,
        boolean cordoned,
        @Nullable Drain drain,
        HostFacts facts,
        Instant joinedAt,
        String certificateSerial,
        Labels labels,
        DataSize reservedMemory) {}
