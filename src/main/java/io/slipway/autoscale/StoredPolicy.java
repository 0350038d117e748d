package io.slipway.autoscale;

import io.slipway.apps.AppView;
import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The policy of one process. */
@Entity
@Table(name = "autoscale_policy")
class StoredPolicy {

    @Id
    private UUID processId;

    private UUID appId;
    private UUID organizationId;
    private UUID spaceId;
    private boolean enabled;
    private int minimum;
    private int maximum;
    private String definition;
    private String changedBy;
    private Instant changedAt;

    @Version
    private @Nullable Long version;

    protected StoredPolicy() {}

    StoredPolicy(ProcessId process, AppView app) {
        this.processId = process.value();
        this.appId = app.id().value();
        this.organizationId = app.organizationId().value();
        this.spaceId = app.spaceId().value();
    }

    void become(AutoscalePolicy policy, String by, Instant at) {
        enabled = policy.enabled();
        minimum = policy.minimum();
        maximum = policy.maximum();
        definition = PolicyCodec.toText(policy);
        changedBy = by;
        changedAt = at;
    }

    AutoscalePolicy policy() {
        return PolicyCodec.policy(enabled, minimum, maximum, definition);
    }

    ProcessId process() {
        return new ProcessId(processId);
    }

    AppId app() {
        return new AppId(appId);
    }

    UUID organizationId() {
        return organizationId;
    }

    UUID spaceId() {
        return spaceId;
    }

    String changedBy() {
        return changedBy;
    }

    Instant changedAt() {
        return changedAt;
    }
}
