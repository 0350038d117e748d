package io.slipway.audit;

import io.slipway.kernel.Actor;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One row of the trail; written once, never changed. */
@Entity
@Immutable
@Table(name = "audit_event")
class AuditEvent implements Persistable<UUID> {

    @Id
    private UUID id;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private Actor.Type actorType;

    private String actorId;
    private String actorName;
    private @Nullable UUID organizationId;
    private @Nullable UUID spaceId;
    private String action;
    private String targetType;
    private String targetId;
    private String targetName;

    @Enumerated(EnumType.STRING)
    private AuditOutcome outcome;

    private String detail;

    @Transient
    private boolean unsaved;

    protected AuditEvent() {}

    AuditEvent(UUID id, Instant at, Actor actor, String action, AuditTarget target, AuditOutcome outcome, String detail) {
        this.id = id;
        this.at = at;
        this.actorType = actor.type();
        this.actorId = AuditText.limited(actor.id(), 64);
        this.actorName = AuditText.limited(actor.name(), 128);
        this.organizationId = target.organizationId() == null ? null : target.organizationId().value();
        this.spaceId = target.spaceId() == null ? null : target.spaceId().value();
        this.action = AuditText.limited(action, 64);
        this.targetType = AuditText.limited(target.type(), 32);
        this.targetId = AuditText.limited(target.id(), 64);
        this.targetName = AuditText.limited(target.name(), 128);
        this.outcome = outcome;
        this.detail = AuditText.limited(detail, AuditTrail.MAX_DETAIL);
        this.unsaved = true;
    }

    AuditEntry toEntry() {
        return new AuditEntry(at, actorName, action, targetType, targetId, targetName, outcome, detail);
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return unsaved;
    }
}
