package io.slipway.autoscale;

import io.slipway.autoscale.AutoscaleAccess.Subject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of policies and moves for people who have been let in; every query names their tenant. */
@Component
@Transactional(readOnly = true)
class AutoscaleRecords {

    private final StoredPolicies policies;
    private final StoredMoves moves;
    private final AutoscaleAccess access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AutoscaleRecords(
            StoredPolicies policies,
            StoredMoves moves,
            AutoscaleAccess access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.policies = policies;
        this.moves = moves;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    Optional<StoredPolicy> find(Subject subject) {
        return policies.findByProcessIdAndSpaceId(subject.process().value(), subject.space());
    }

    List<AutoscaleMove> history(Subject subject, int limit) {
        var bounded = Limit.of(Math.clamp(limit, 1, MoveHistory.MOST_MOVES));
        return moves
                .findByProcessIdAndSpaceIdOrderByMovedAtDescIdDesc(
                        subject.process().value(), subject.space(), bounded)
                .stream()
                .map(StoredMove::toMove)
                .toList();
    }

    @Transactional
    StoredPolicy save(Subject subject, AutoscalePolicy policy) {
        var row = find(subject).orElseGet(() -> new StoredPolicy(subject.process(), subject.app()));
        row.become(policy, access.caller(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var saved = policies.save(row);
        var state = policy.enabled() ? "autoscales " : "keeps for later to autoscale ";
        changed(subject, "app.autoscale", state + subject.type() + " at " + policy.words());
        return saved;
    }

    @Transactional
    void remove(Subject subject) {
        find(subject).ifPresent(row -> {
            policies.delete(row);
            changed(subject, "app.autoscale-end", "no longer autoscales " + subject.type());
        });
    }

    private void changed(Subject subject, String action, String words) {
        access.recordChange(subject, action, words);
        events.publishEvent(new AutoscaleChanged(subject.app().id(), subject.process()));
    }
}
