/**
 * Docker hosts: joining, certificates, capacity, heartbeats and leases. People come in through {@link
 * io.slipway.hosts.HostService}, machines through {@link io.slipway.hosts.HostRegistry}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "audit", "iam"})
@NullMarked
package io.slipway.hosts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
