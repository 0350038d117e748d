package io.slipway.audit;

import static java.util.stream.Collectors.toSet;

import io.slipway.kernel.Actor;
import io.slipway.kernel.TimeOrderedUuid;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes and reads the trail. Reading is not authorised here: callers show only what their user may see. */
@Service
public class AuditTrail {

    /** Longest detail in characters; what is longer is cut. */
    public static final int MAX_DETAIL = 2000;

    /** Most entries that one query gives. */
    public static final int MAX_ENTRIES = 1000;

    private final AuditEvents events;
    private final Clock clock;
    private final TransactionTemplate joining;
    private final TransactionTemplate separate;

    AuditTrail(AuditEvents events, PlatformTransactionManager transactions, Clock clock) {
        this.events = events;
        this.clock = clock;
        this.joining = new TransactionTemplate(transactions);
        this.separate = new TransactionTemplate(transactions);
        this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Adds a row. An accepted change joins the caller's transaction and shares its fate; a refusal is written in a transaction of
     * its own, because the caller's is about to be rolled back. To refuse from inside a transaction therefore takes a second
     * connection: authorise before opening one.
     *
     * @param action stable code such as {@code app.scale}
     * @param detail what a reader wants to know, without secrets; escaped and cut to {@link #MAX_DETAIL}
     */
    public void record(Actor actor, String action, AuditTarget target, AuditOutcome outcome, String detail) {
        var event = new AuditEvent(TimeOrderedUuid.next(), clock.instant(), actor, action, target, outcome, detail);
        var transaction = switch (outcome) {
            case ACCEPTED -> joining;
            case REFUSED -> separate;
        };
        transaction.executeWithoutResult(status -> events.save(event));
    }

    /** Entries about one thing, newest first, at most {@code limit} and {@link #MAX_ENTRIES}. */
    @Transactional(readOnly = true)
    public List<AuditEntry> ofTarget(String targetId, int limit) {
        return events.findByTargetIdOrderByAtDescIdDesc(targetId, bounded(limit)).stream()
                .map(AuditEvent::toEntry)
                .toList();
    }

    /** Entries of a time span, {@code from} included, {@code to} not; newest first, at most {@code limit} and {@link #MAX_ENTRIES}. */
    @Transactional(readOnly = true)
    public List<AuditEntry> between(Instant from, Instant to, int limit) {
        return events.findByAtGreaterThanEqualAndAtLessThanOrderByAtDescIdDesc(from, to, bounded(limit)).stream()
                .map(AuditEvent::toEntry)
                .toList();
    }

    /** Those of these targets to which this was done or refused; one query for every {@link #MAX_ENTRIES} targets, none for none. */
    @Transactional(readOnly = true)
    public Set<String> targetsOf(String action, Collection<String> targetIds) {
        return targetIds.stream()
                .gather(Gatherers.windowFixed(MAX_ENTRIES))
                .flatMap(some -> events.findTargetIds(action, some).stream())
                .collect(toSet());
    }

    private static Limit bounded(int limit) {
        return Limit.of(Math.clamp(limit, 1, MAX_ENTRIES));
    }
}
