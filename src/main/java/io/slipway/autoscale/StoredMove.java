package io.slipway.autoscale;

import io.slipway.kernel.TimeOrderedUuid;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change of the number of instances of a process that has a policy. */
@Entity
@Table(name = "autoscale_move")
class StoredMove {

    /** Longest reason in characters; what is longer is cut. */
    static final int MAX_REASON = 1000;

    @Id
    private UUID id;

    private UUID processId;
    private UUID appId;
    private UUID organizationId;
    private UUID spaceId;
    private Instant movedAt;
    private int fromInstances;
    private int toInstances;
    private String movedBy;
    private String reason;
    private String readings;

    @Version
    private @Nullable Long version;

    protected StoredMove() {}

    StoredMove(StoredPolicy policy, AutoscaleMove move) {
        this.id = TimeOrderedUuid.next();
        this.processId = policy.process().value();
        this.appId = policy.app().value();
        this.organizationId = policy.organizationId();
        this.spaceId = policy.spaceId();
        this.movedAt = move.at();
        this.fromInstances = move.from();
        this.toInstances = move.to();
        this.movedBy = move.by();
        this.reason = move.reason().length() <= MAX_REASON
                ? move.reason()
                : move.reason().substring(0, MAX_REASON);
        this.readings = PolicyCodec.toText(move.readings());
    }

    AutoscaleMove toMove() {
        return new AutoscaleMove(movedAt, fromInstances, toInstances, movedBy, reason, PolicyCodec.readings(readings));
    }
}
