package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import java.util.List;

/** The scheduler's answer: a host, or every host's reason against. */
public sealed interface Placement {

    /** The best host; what was asked for is reserved there. */
    record Placed(HostId host, Score score) implements Placement {}

    /** No host takes it. One refusal for each host, by host name. */
    record Unplaceable(List<Refusal> refusals) implements Placement {

        public Unplaceable {
            refusals = List.copyOf(refusals);
        }

        /** The refusals in words and counts, at most one clause for each kind and each trouble; names no host. */
        public String text() {
            return RefusalText.of(refusals);
        }
    }
}
