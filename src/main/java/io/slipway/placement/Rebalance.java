package io.slipway.placement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The rebalance that is under way; there is one row or none. */
@Entity
class Rebalance {

    static final int ONLY = 1;

    @Id
    private int id;

    private Instant since;
    private String orderedBy;
    private boolean paused;
    private int instances;
    private String moves;

    @Version
    private @Nullable Long version;

    protected Rebalance() {}

    Rebalance(Instant since, String orderedBy, int instances, String moves) {
        this.id = ONLY;
        this.since = since.truncatedTo(ChronoUnit.MICROS);
        this.orderedBy = orderedBy;
        this.instances = instances;
        this.moves = moves;
    }

    /** Begins no new move while it pauses. */
    void pause(boolean value) {
        paused = value;
    }

    /** Sets what is left. */
    void leave(String left) {
        moves = left;
    }

    Instant since() {
        return since;
    }

    String orderedBy() {
        return orderedBy;
    }

    boolean paused() {
        return paused;
    }

    int instances() {
        return instances;
    }

    String moves() {
        return moves;
    }
}
