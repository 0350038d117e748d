package io.slipway.instances;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** The same row with its sealed run spec: written when the row is made, then only read. */
@Entity
@Table(name = "instance")
class FrozenInstance extends InstanceColumns {

    byte[] runSpec;

    protected FrozenInstance() {}

    FrozenInstance(NewInstance made, byte[] sealedRunSpec, Instant now) {
        super(made, now);
        runSpec = sealedRunSpec;
    }
}
