/**
 * The trail of who changed what: one row for every accepted change and every refusal. Start reading at {@link
 * io.slipway.audit.AuditTrail}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
