/**
 * The ways in: domains, routes by host and path, TCP routes by port, and what of an app they lead to. Start reading at
 * {@link io.slipway.routes.RouteService} and {@link io.slipway.routes.TcpRouteService}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "apps"})
@NullMarked
package io.slipway.routes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
