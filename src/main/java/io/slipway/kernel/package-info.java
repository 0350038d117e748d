/**
 * The floor under every module: ids, values, errors, the keyed work queue and back-off. Knows no other module, no
 * Spring and no clock but the one it is given. Start reading at {@link io.slipway.kernel.KeyedWorkQueue}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.slipway.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
