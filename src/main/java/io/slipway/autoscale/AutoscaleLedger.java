package io.slipway.autoscale;

import static java.util.stream.Collectors.toMap;

import io.slipway.apps.AppDeleted;
import io.slipway.apps.ScaleLedger;
import io.slipway.apps.ScaledByHand;
import io.slipway.kernel.Actor;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessId;
import io.slipway.store.Remembered;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the loop reads of policies, from memory, and where it writes its moves. No user; never called by a front door. */
@Component
public class AutoscaleLedger {

    /** Who scales by a policy, as the audit trail and the history call it. */
    public static final Actor AUTOSCALER = new Actor(Actor.Type.SYSTEM, "", "autoscaler");

    /**
     * An enabled policy.
     *
     * @param lastMove when its process was scaled last, by whomever; null where the history tells of no move
     */
    public record Watched(
            ProcessId processId,
            AppId appId,
            AutoscalePolicy policy,
            @Nullable Instant lastMove) {}

    private final StoredPolicies policies;
    private final StoredMoves moves;
    private final MoveHistory history;
    private final ScaleLedger scaling;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Remembered<Map<ProcessId, Watched>> remembered = new Remembered<>(this::read);

    AutoscaleLedger(
            StoredPolicies policies,
            StoredMoves moves,
            MoveHistory history,
            ScaleLedger scaling,
            ApplicationEventPublisher events,
            Clock clock) {
        this.policies = policies;
        this.moves = moves;
        this.history = history;
        this.scaling = scaling;
        this.events = events;
        this.clock = clock;
    }

    /** Every enabled policy. */
    public List<Watched> enabled() {
        return List.copyOf(remembered.get().values());
    }

    /** The enabled policy of a process. */
    public Optional<Watched> of(ProcessId process) {
        return Optional.ofNullable(remembered.get().get(process));
    }

    /**
     * Carries a decision out: number, audit trail and history in one transaction, so that none is without the others. Does nothing
     * when the policy or the number is another one by now: what people said meanwhile counts.
     *
     * @return whether it was carried out
     */
    @Transactional
    public boolean move(Watched watched, Decision decision) {
        var found = policies.findByProcessId(watched.processId().value())
                .filter(policy -> policy.policy().equals(watched.policy()));
        if (found.isEmpty()
                || !scaling.scale(
                        watched.processId(), decision.current(), decision.wanted(), AUTOSCALER, decision.words())) {
            return false;
        }
        history.add(
                found.get(),
                new AutoscaleMove(
                        clock.instant(),
                        decision.current(),
                        decision.wanted(),
                        AUTOSCALER.name(),
                        decision.words(),
                        decision.readings()));
        changed(found.get());
        return true;
    }

    /** In the transaction in which somebody scales: the policy's bounds hold for people too, and what they do begins a cool-down. */
    @EventListener
    void on(ScaledByHand event) {
        policies.findByProcessId(event.processId().value())
                .filter(policy -> policy.policy().enabled() && event.from() != event.to())
                .ifPresent(policy -> {
                    requireWithin(policy.policy().boundsAt(clock.instant()), event.to());
                    history.add(
                            policy,
                            new AutoscaleMove(
                                    clock.instant(),
                                    event.from(),
                                    event.to(),
                                    event.by().name(),
                                    "scaled by hand",
                                    List.of()));
                    changed(policy);
                });
    }

    /** Heard inside the transaction that changes them. */
    @EventListener
    void on(AutoscaleChanged event) {
        remembered.forget();
    }

    /** Inside the transaction that removes the app: its row cannot go while policies refer to it. */
    @EventListener
    void on(AppDeleted event) {
        var app = event.appId().value();
        if (moves.deleteByAppId(app) + policies.deleteByAppId(app) > 0) {
            remembered.forget();
        }
    }

    private static void requireWithin(Bounds bounds, int instances) {
        if (instances != 0 && !bounds.holds(instances)) {
            throw new PlatformException.Conflict(
                    "autoscale-bounds",
                    "instances",
                    "The autoscaler keeps it at " + bounds.words() + " instances" + bounds.source()
                            + ". Stay within, change its bounds, or turn it off; 0 stops all instances and lets it rest.");
        }
    }

    private void changed(StoredPolicy policy) {
        events.publishEvent(new AutoscaleChanged(policy.app(), policy.process()));
    }

    private Map<ProcessId, Watched> read() {
        Map<UUID, Instant> last =
                moves.findLast().stream().collect(toMap(StoredMoves.Last::processId, StoredMoves.Last::at));
        return policies.findByEnabledTrueOrderByProcessIdAsc().stream()
                .map(row -> new Watched(
                        row.process(),
                        row.app(),
                        row.policy(),
                        last.get(row.process().value())))
                .collect(toMap(Watched::processId, watched -> watched));
    }
}
