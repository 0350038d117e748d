/**
 * One per Docker host: drives the engine towards the host's assignment, probes instances, ships logs and metrics, carries the
 * router. A plain program without Spring. Start reading at {@link io.slipway.agent.AgentLoop}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "protocol", "router", "images"})
@NullMarked
package io.slipway.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
