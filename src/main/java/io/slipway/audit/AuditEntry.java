package io.slipway.audit;

import java.time.Instant;

/**
 * One line of the trail, to be read.
 *
 * @param actor the actor's name at that time
 * @param action stable code such as {@code app.scale}
 * @param detail a sentence; control characters are escaped
 */
public record AuditEntry(
        Instant at,
        String actor,
        String action,
        String targetType,
        String targetId,
        String targetName,
        AuditOutcome outcome,
        String detail) {}
