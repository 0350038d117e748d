package io.slipway.orchestrator;

import io.slipway.instances.InstanceStore;
import io.slipway.kernel.ProcessId;
import java.time.Clock;
import java.util.stream.Stream;

/** The safety net under events: now and then every process is looked at, changed or not. */
final class ResyncLoop {

    private enum Round {
        RESYNC
    }

    private final WantedState wanted;
    private final InstanceStore store;
    private final ReconcileTrigger trigger;
    private final OrchestratorProperties properties;
    private final Clock clock;
    private final KeyedLoop<Round> loop;

    ResyncLoop(
            WantedState wanted,
            InstanceStore store,
            ReconcileTrigger trigger,
            OrchestratorProperties properties,
            Clock clock) {
        this.wanted = wanted;
        this.store = store;
        this.trigger = trigger;
        this.properties = properties;
        this.clock = clock;
        this.loop = new KeyedLoop<>("resync", clock, round -> resync());
        loop.add(Round.RESYNC);
    }

    KeyedLoop<?> loop() {
        return loop;
    }

    private void resync() {
        loop.addAt(Round.RESYNC, clock.instant().plus(properties.resync()));
        Stream<ProcessId> all = Stream.concat(wanted.processes().stream(), store.processesWithInstances().stream());
        all.distinct().forEach(trigger::look);
    }
}
