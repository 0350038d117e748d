package io.slipway.placement;

import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import org.jspecify.annotations.Nullable;

/** What comes next for one instance of a host that is drained. */
sealed interface DrainStep {

    /** It can move: there is room on {@code target}, and it is reserved. */
    record Fits(HostId target) implements DrainStep {}

    /** It stays where it is; {@code why} has numbers and no full stop. */
    record Blocked(String why) implements DrainStep {}

    /** It is on the move. {@code successor} takes its place; null until it is made. */
    record Moving(@Nullable InstanceRecord successor) implements DrainStep {}

    /** It goes without a move of its own; {@code why} has no full stop. */
    record Leaving(String why) implements DrainStep {}
}
