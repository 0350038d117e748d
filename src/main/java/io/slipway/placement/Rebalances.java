package io.slipway.placement;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.PlatformException;
import io.slipway.store.Remembered;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rebalance that is under way, for machines and for {@link RebalanceService}. Authorises nobody: callers have done so. Each method
 * that changes something is one transaction.
 */
@Component
public class Rebalances {

    /** A move as it is stored. */
    private record StoredMove(UUID id, UUID from, UUID to, RebalanceReason reason, String why) {

        static StoredMove of(OrderedMove move) {
            return new StoredMove(
                    move.id().value(), move.from().value(), move.to().value(), move.reason(), move.why());
        }

        OrderedMove move() {
            return new OrderedMove(new InstanceId(id), new HostId(from), new HostId(to), reason, why);
        }
    }

    private static final TypeReference<List<StoredMove>> MOVES = new TypeReference<>() {};
    private static final AuditTarget TARGET = AuditTarget.ofPlatform("platform", "", "rebalance");

    private final JsonMapper json = JsonMapper.builder().build();
    private final RebalanceRepository rows;
    private final Remembered<Optional<RebalanceOrder>> remembered;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Rebalances(RebalanceRepository rows, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.remembered = new Remembered<>(() -> rows.findById(Rebalance.ONLY).map(this::read));
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The one that is under way; from memory. */
    public Optional<RebalanceOrder> current() {
        return remembered.get();
    }

    /**
     * Begins one.
     *
     * @throws PlatformException.Conflict {@code rebalance-under-way} when one is under way
     */
    @Transactional
    public void start(List<OrderedMove> moves, Actor by) {
        if (rows.existsById(Rebalance.ONLY)) {
            throw new PlatformException.Conflict(
                    "rebalance-under-way", "A rebalance is under way. Wait for its end, or cancel it.");
        }
        rows.save(new Rebalance(clock.instant(), by.name(), moves.size(), write(moves)));
        changed(by, "rebalance.start", moves.size() + " instances to move");
    }

    /** Begins no new move from now on, or begins moves again. Does nothing where it is so already. */
    @Transactional
    public void pause(boolean paused, Actor by) {
        var row = find();
        if (row.paused() != paused) {
            row.pause(paused);
            changed(by, paused ? "rebalance.pause" : "rebalance.resume", "");
        }
    }

    /** Ends it: moves under way finish, everything else stays. */
    @Transactional
    public void cancel(Actor by) {
        var row = find();
        rows.delete(row);
        changed(by, "rebalance.cancel", read(row).moves().size() + " of " + row.instances() + " left");
    }

    /** Strikes out what has moved or need not move any more; ends the rebalance with the last one. */
    @Transactional
    public void done(Collection<InstanceId> ids) {
        rows.findById(Rebalance.ONLY).ifPresent(row -> {
            var left = read(row).moves().stream()
                    .filter(move -> !ids.contains(move.id()))
                    .toList();
            row.leave(write(left));
            if (left.isEmpty()) {
                rows.delete(row);
            }
            remembered.forget();
            events.publishEvent(new RebalanceChanged());
        });
    }

    private Rebalance find() {
        return rows.findById(Rebalance.ONLY)
                .orElseThrow(() ->
                        new PlatformException.Conflict("no-rebalance", "No rebalance is under way. Start one first."));
    }

    private void changed(Actor by, String action, String detail) {
        audit.record(by, action, TARGET, AuditOutcome.ACCEPTED, detail);
        remembered.forget();
        events.publishEvent(new RebalanceChanged());
    }

    private RebalanceOrder read(Rebalance row) {
        var moves = json.readValue(row.moves(), MOVES).stream()
                .map(StoredMove::move)
                .toList();
        return new RebalanceOrder(row.since(), row.orderedBy(), row.paused(), row.instances(), moves);
    }

    private String write(List<OrderedMove> moves) {
        return json.writeValueAsString(moves.stream().map(StoredMove::of).toList());
    }
}
