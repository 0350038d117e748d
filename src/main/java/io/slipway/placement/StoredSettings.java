package io.slipway.placement;

import io.slipway.scheduler.PlacementPolicy;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** What administrators have set of how instances are placed; there is one row or none. */
@Entity
@Table(name = "placement_settings")
class StoredSettings {

    static final int ONLY = 1;

    @Id
    private int id = ONLY;

    @Enumerated(EnumType.STRING)
    private @Nullable PlacementPolicy policy;

    private @Nullable Double cpuOvercommit;

    @Version
    private @Nullable Long version;

    /** A row that sets nothing yet. */
    StoredSettings() {}

    void set(PlacementPolicy newPolicy, double newCpuOvercommit) {
        policy = newPolicy;
        cpuOvercommit = newCpuOvercommit;
    }

    /** The properties with what is set here in their place. */
    PlacementProperties over(PlacementProperties defaults) {
        return new PlacementProperties(
                cpuOvercommit == null ? defaults.cpuOvercommit() : cpuOvercommit,
                defaults.gather(),
                policy == null ? defaults.policy() : policy);
    }
}
