package io.slipway.orchestrator;

import io.slipway.instances.InstanceStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** The safety net under events: now and then every process is looked at, changed or not. */
final class ResyncLoop {

    private enum Round {
        RESYNC
    }

    /** A thousand hosts that connect ask for as many rounds: the next one waits in proportion to what it has to look at. */
    private static final Duration GATHER_PER_PROCESS = Duration.ofMillis(1);

    private static final Duration LONGEST_GATHER = Duration.ofSeconds(1);

    private final WantedState wanted;
    private final InstanceStore store;
    private final Loops loops;
    private final OrchestratorProperties properties;
    private final Clock clock;
    private final KeyedLoop<Round> loop;
    private volatile Instant nextRound = Instant.MIN;

    ResyncLoop(WantedState wanted, InstanceStore store, Loops loops, OrchestratorProperties properties, Clock clock) {
        this.wanted = wanted;
        this.store = store;
        this.loops = loops;
        this.properties = properties;
        this.clock = clock;
        this.loop = new KeyedLoop<>("resync", clock, round -> resync());
        request();
    }

    KeyedLoop<?> loop() {
        return loop;
    }

    /** Asks for a round: now, unless one has just been. */
    void request() {
        var now = clock.instant();
        loop.addAt(Round.RESYNC, nextRound.isAfter(now) ? nextRound : now);
    }

    private void resync() {
        loop.addAt(Round.RESYNC, clock.instant().plus(properties.resync()));
        var all = Stream.concat(wanted.processes().stream(), store.processesWithInstances().stream())
                .distinct()
                .toList();
        var gather = GATHER_PER_PROCESS.multipliedBy(all.size());
        nextRound = clock.instant().plus(gather.compareTo(LONGEST_GATHER) < 0 ? gather : LONGEST_GATHER);
        all.forEach(loops::look);
        loops.placement().request();
    }
}
