package io.slipway.policies;

import io.slipway.apps.AppPath;
import io.slipway.kernel.NetworkPolicyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy as those see it who may see the app that is reached.
 *
 * @param source whose instances may connect; null when the caller may not see that app
 */
public record NetworkPolicyView(
        NetworkPolicyId id,
        @Nullable AppPath source,
        Transport transport,
        PortRange ports,
        String createdBy,
        Instant createdAt) {}
