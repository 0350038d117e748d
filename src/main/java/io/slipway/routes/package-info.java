/**
 * The ways in: domains, routes and the apps they lead to. Start reading at {@link io.slipway.routes.RouteService}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "apps"})
@NullMarked
package io.slipway.routes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
