package io.slipway.placement;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.scheduler.PlacementPolicy;
import io.slipway.store.Remembered;
import java.util.ArrayList;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How instances are placed, as it is stored; the properties hold where nothing is. For machines and for {@link
 * PlacementSettingsService}: authorises nobody.
 */
@Component
public class PlacementSettings implements CurrentPlacement {

    private static final AuditTarget TARGET = AuditTarget.ofPlatform("platform", "", "placement");

    private final StoredSettingsRepository rows;
    private final PlacementProperties defaults;
    private final Remembered<PlacementProperties> remembered;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    PlacementSettings(
            StoredSettingsRepository rows,
            PlacementProperties defaults,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.defaults = defaults;
        this.remembered = new Remembered<>(() -> rows.findById(StoredSettings.ONLY)
                .map(row -> row.over(defaults))
                .orElse(defaults));
        this.audit = audit;
        this.events = events;
    }

    /** From memory. */
    @Override
    public PlacementProperties now() {
        return remembered.get();
    }

    /** What holds where administrators have set nothing. */
    PlacementProperties defaults() {
        return defaults;
    }

    /** Sets both; what runs stays where it is. */
    @Transactional
    public void set(PlacementPolicy policy, double cpuOvercommit, Actor by) {
        var row = rows.findById(StoredSettings.ONLY).orElseGet(StoredSettings::new);
        var before = row.over(defaults);
        var changes = new ArrayList<String>();
        if (before.policy() != policy) {
            changes.add("policy %s → %s".formatted(words(before.policy()), words(policy)));
        }
        if (before.cpuOvercommit() != cpuOvercommit) {
            changes.add(
                    String.format(Locale.ROOT, "CPU over-commit %.1f → %.1f", before.cpuOvercommit(), cpuOvercommit));
        }
        if (changes.isEmpty()) {
            return;
        }
        row.set(policy, cpuOvercommit);
        rows.save(row);
        remembered.forget();
        audit.record(by, "placement.change", TARGET, AuditOutcome.ACCEPTED, String.join(", ", changes));
        events.publishEvent(new PlacementSettingsChanged());
    }

    static String words(PlacementPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
