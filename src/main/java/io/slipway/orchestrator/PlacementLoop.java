package io.slipway.orchestrator;

import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.placement.CurrentPlacement;
import io.slipway.placement.Departures;
import io.slipway.placement.Snapshots;
import io.slipway.scheduler.Placement;
import io.slipway.scheduler.Scheduler;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives waiting instances a host. Acts at once on the first request, then gathers for a moment so that what comes in a burst is
 * placed in one round: one snapshot, reservations in it, one commit.
 */
final class PlacementLoop {

    private static final Logger log = LoggerFactory.getLogger(PlacementLoop.class);

    private enum Round {
        PLACE
    }

    private final InstanceStore store;
    private final Supplier<List<HostView>> hosts;
    private final CurrentPlacement placement;
    private final Clock clock;
    private final Scheduler scheduler = new Scheduler();
    private final KeyedLoop<Round> loop;
    private volatile Instant nextRound = Instant.MIN;

    PlacementLoop(InstanceStore store, Supplier<List<HostView>> hosts, CurrentPlacement placement, Clock clock) {
        this.store = store;
        this.hosts = hosts;
        this.placement = placement;
        this.clock = clock;
        this.loop = new KeyedLoop<>("placement", clock, round -> placeWaiting());
    }

    KeyedLoop<?> loop() {
        return loop;
    }

    /** Asks for a round: something waits, or room was made. */
    void request() {
        var now = clock.instant();
        loop.addAt(Round.PLACE, nextRound.isAfter(now) ? nextRound : now);
    }

    private void placeWaiting() {
        var now = clock.instant();
        var waiting = store.pending();
        waiting.stream()
                .map(InstanceRecord::notBefore)
                .filter(Objects::nonNull)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .ifPresent(due -> loop.addAt(Round.PLACE, due));
        var due = waiting.stream()
                .filter(row -> row.notBefore() == null || !row.notBefore().isAfter(now))
                .toList();
        if (!due.isEmpty()) {
            // A round that found nothing delays nobody: it was asked for before the rows were there.
            nextRound = now.plus(placement.now().gather());
            place(due);
        }
    }

    private void place(List<InstanceRecord> due) {
        var placed = store.placed();
        var snapshot = Snapshots.of(hosts.get(), placed, placement.now());
        var departures = Departures.of(placed);
        var byHost = new LinkedHashMap<HostId, List<InstanceId>>();
        var errors = new HashMap<InstanceId, String>();
        for (var row : due) {
            switch (scheduler.place(Snapshots.requestOf(row, departures.of(row)), snapshot)) {
                case Placement.Placed found ->
                    byHost.computeIfAbsent(found.host(), host -> new ArrayList<>())
                            .add(row.id());
                case Placement.Unplaceable unplaceable -> errors.put(row.id(), unplaceable.text());
            }
        }
        if (!byHost.isEmpty()) {
            store.assignAll(byHost);
        }
        if (!errors.isEmpty()) {
            store.placementErrors(errors);
        }
        log.atDebug()
                .addKeyValue("placed", due.size() - errors.size())
                .addKeyValue("unplaceable", errors.size())
                .log("Placement round done");
    }
}
