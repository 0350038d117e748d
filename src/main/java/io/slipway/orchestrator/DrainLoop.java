package io.slipway.orchestrator;

import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.InstanceId;
import io.slipway.placement.Cluster;
import io.slipway.placement.DrainPolicy;
import io.slipway.placement.DrainProperties;
import io.slipway.placement.DrainRound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties draining hosts and carries out the rebalance that was ordered: now and then marks a few more instances to be moved, as {@link DrainPolicy} says. Everything it goes by
 * is stored, so another server goes on where this one ended. Costs nothing while neither is under way.
 */
final class DrainLoop {

    private static final Logger log = LoggerFactory.getLogger(DrainLoop.class);

    /** Pause between two rounds, in which what happens gathers. */
    private static final Duration GATHER = Duration.ofMillis(50);

    /** Pause between two rounds although nothing happened: the safety net under events. */
    private static final Duration RESYNC = Duration.ofSeconds(30);

    private enum Round {
        DRAIN
    }

    private final Supplier<Cluster> clusters;
    private final Consumer<List<InstanceId>> done;
    private final WantedState wanted;
    private final InstanceStore store;
    private final Loops loops;
    private final DrainProperties properties;
    private final Clock clock;
    private final KeyedLoop<Round> loop;
    private volatile Instant nextRound = Instant.MIN;

    /** Whether something may be on the move; a new server cannot know before it has looked. */
    private volatile boolean active = true;

    /**
     * Makes one.
     *
     * @param done is told which instances of the rebalance are done with
     */
    DrainLoop(
            Supplier<Cluster> clusters,
            Consumer<List<InstanceId>> done,
            WantedState wanted,
            InstanceStore store,
            Loops loops,
            DrainProperties properties,
            Clock clock) {
        this.clusters = clusters;
        this.done = done;
        this.wanted = wanted;
        this.store = store;
        this.loops = loops;
        this.properties = properties;
        this.clock = clock;
        this.loop = new KeyedLoop<>("drain", clock, round -> look());
        loop.add(Round.DRAIN);
    }

    KeyedLoop<?> loop() {
        return loop;
    }

    /** Asks for a round: a host changed. */
    void request() {
        active = true;
        loop.addAt(Round.DRAIN, due());
    }

    /** Asks for a round if any drain could care: an instance changed. */
    void requestIfActive() {
        if (active) {
            loop.addAt(Round.DRAIN, due());
        }
    }

    private Instant due() {
        var now = clock.instant();
        return nextRound.isAfter(now) ? nextRound : now;
    }

    private void look() {
        // Noted first: what is asked for meanwhile makes it active again.
        active = false;
        nextRound = clock.instant().plus(GATHER);
        var cluster = clusters.get();
        if (!cluster.isOnTheMove()) {
            return;
        }
        active = true;
        loop.addAt(Round.DRAIN, clock.instant().plus(RESYNC));
        var round = DrainPolicy.next(cluster, wanted::spec, properties.movesAtOnce());
        if (!round.isEmpty()) {
            log.atDebug().addKeyValue("round", round).log("Drain goes on");
            apply(round, cluster.placed());
        }
    }

    private void apply(DrainRound round, List<InstanceRecord> placed) {
        if (!round.done().isEmpty()) {
            done.accept(round.done());
        }
        if (!round.stay().isEmpty()) {
            store.stay(round.stay());
        }
        if (!round.move().isEmpty()) {
            store.move(round.move());
        }
        var changed = new HashSet<>(round.stay());
        changed.addAll(round.move());
        placed.stream()
                .filter(row -> changed.contains(row.id()))
                .map(InstanceRecord::processId)
                .distinct()
                .forEach(loops::look);
    }
}
