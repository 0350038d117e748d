/**
 * The edge router: strict HTTP/1.1 on Netty, routes by host and path, never loses a request that it can save. Runs inside the
 * agent and goes on while the server is away. Start reading at {@link io.slipway.router.Router}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.router;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
