package io.slipway.autoscale;

import io.slipway.apps.AppView;
import io.slipway.autoscale.AutoscaleAccess.Subject;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What people do with policies; authorised, tenant-scoped and audited. A process is named by its app and its type. */
@Service
public class AutoscaleService {

    private final AutoscaleAccess access;
    private final AutoscaleRecords records;
    private final AutoscaleLedger ledger;
    private final DecisionBoard board;
    private final ReplayedDay replayed;
    private final Clock clock;

    AutoscaleService(
            AutoscaleAccess access,
            AutoscaleRecords records,
            AutoscaleLedger ledger,
            DecisionBoard board,
            ReplayedDay replayed,
            Clock clock) {
        this.access = access;
        this.records = records;
        this.ledger = ledger;
        this.board = board;
        this.replayed = replayed;
        this.clock = clock;
    }

    /**
     * The policy of a process; empty where it has none.
     *
     * @throws PlatformException.NotFound when there is no such app or process, or the caller may not read it
     */
    public Optional<AutoscaleView> find(AppId id, String type) {
        var subject = access.toRead(id, type);
        return records.find(subject).map(row -> view(subject, row));
    }

    /**
     * The policy of a process.
     *
     * @throws PlatformException.NotFound also where it has none
     */
    public AutoscaleView get(AppId id, String type) {
        return find(id, type)
                .orElseThrow(() -> new PlatformException.NotFound(
                        "The process " + type + " has no autoscale policy. Save one first."));
    }

    /**
     * What the policies of an app's processes keep to now, by the process's name; a process of which none acts is left out. From
     * memory, for pages that ask often.
     *
     * @throws PlatformException.NotFound when the caller may not read the app
     */
    public Map<String, Bounds> boundsNow(AppView app) {
        access.requireReadable(app);
        var bounds = new HashMap<String, Bounds>();
        for (var process : app.processes()) {
            ledger.of(process.id())
                    .filter(watched -> watched.appId().equals(app.id()))
                    .ifPresent(watched ->
                            bounds.put(process.type(), watched.policy().boundsAt(clock.instant())));
        }
        return bounds;
    }

    /**
     * Saves a policy in place of the one before; it acts within seconds. Where as many instances as are wanted now lie outside its
     * bounds, it brings them within at once.
     *
     * @throws PlatformException.Invalid {@link AutoscaleLimits#CODE}, naming the field
     * @throws PlatformException.Conflict {@code at-most-one} when that is what the process is
     */
    public AutoscaleView save(AppId id, String type, AutoscalePolicy policy) {
        AutoscaleLimits.require(policy);
        var subject = access.toChange(id, type);
        requireNoMoreThanItMayHave(subject, policy);
        return view(subject, records.save(subject, policy));
    }

    private static void requireNoMoreThanItMayHave(Subject subject, AutoscalePolicy policy) {
        int highest = Math.max(
                policy.maximum(),
                policy.schedules().stream().mapToInt(Schedule::maximum).max().orElse(0));
        if (highest > 1 && subject.app().settingsOf(subject.type()).placement().atMostOne()) {
            throw new PlatformException.Conflict(
                    "at-most-one",
                    "maximum",
                    "It runs once at most, so its maximum is 1. Take \"At most one\" off in its settings to have more.");
        }
    }

    /** Takes the policy of a process away; its history stays, and as many instances as there are. Does nothing without one. */
    public void remove(AppId id, String type) {
        records.remove(access.toChange(id, type));
    }

    /** What changed the number of instances while there was a policy, newest first. */
    public List<AutoscaleMove> history(AppId id, String type, int limit) {
        return records.history(access.toRead(id, type), limit);
    }

    /**
     * What a policy would have chosen within the last 24 hours; it need not be saved, and nothing is changed.
     *
     * @throws PlatformException.Invalid {@link AutoscaleLimits#CODE}, naming the field
     */
    public Replay preview(AppId id, String type, AutoscalePolicy policy) {
        AutoscaleLimits.require(policy);
        var subject = access.toRead(id, type);
        return replayed.of(subject, policy);
    }

    private AutoscaleView view(Subject subject, StoredPolicy row) {
        var policy = row.policy();
        var latest = policy.enabled() ? board.of(subject.process()).orElse(null) : null;
        return new AutoscaleView(policy, policy.boundsAt(clock.instant()), latest, row.changedBy(), row.changedAt());
    }
}
