/**
 * What server and agent say to each other: types generated from {@code src/main/proto/agent.proto}. Start reading there. What name
 * tables leave out is in {@link io.slipway.protocol.NameChanges}; the end of a host's membership is no message:
 * {@link io.slipway.protocol.RemovalNotice}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
