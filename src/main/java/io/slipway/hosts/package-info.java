/**
 * Docker hosts: joining, certificates, capacity, heartbeats and leases, removal. People come in through {@link
 * io.slipway.hosts.HostService} and {@link io.slipway.hosts.JoinTokenService}, machines through {@link
 * io.slipway.hosts.HostRegistry} and {@link io.slipway.hosts.JoinTokens}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "keys", "audit", "iam"})
@NullMarked
package io.slipway.hosts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
