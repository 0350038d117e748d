package io.slipway.policies;

import io.slipway.apps.AppPath;

/**
 * A new policy of an app.
 *
 * @param source whose instances may connect
 * @param transport over what
 * @param ports where to
 */
public record NetworkPolicyRequest(AppPath source, Transport transport, PortRange ports) {}
