/**
 * Measures Slipway beside what one would use instead, on the same machine in the same run. A role of the jar, a plain program;
 * nothing depends on it. Start reading at {@link io.slipway.bench.BenchMain}.
 */
@ApplicationModule(allowedDependencies = {"agent", "kernel", "logs", "protocol", "router", "scheduler"})
@NullMarked
package io.slipway.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
