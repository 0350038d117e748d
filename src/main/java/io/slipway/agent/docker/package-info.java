/** Docker Engine behind {@link io.slipway.agent.ContainerRuntime}; the one place that knows docker-java. */
@NullMarked
package io.slipway.agent.docker;

import org.jspecify.annotations.NullMarked;
