package io.slipway.placement;

import io.slipway.kernel.InstanceId;
import io.slipway.kernel.InstanceName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an instance waits, or why it is where it is, and where it would go now.
 *
 * <p>Hosts belong to the platform: whoever may read the app reads sentences and counts, and of other tenants' use no more than the
 * most memory that any host has free, which he needs to choose a size. Names of hosts, figures of each and what to change there are
 * for those who may read the platform.
 *
 * @param waiting whether it has no host yet
 * @param since when it began to wait, or came into its present state
 * @param sentence the answer in words
 * @param hosts how many there are
 * @param fitting how many of them would take it now, its own included
 * @param refusals how many hosts each rule keeps it off, in the order of the rules; a host may count at several
 * @param steps what would have to change so that it fits, the smallest first; empty when it fits
 * @param table host by host; null for those who may not read the platform
 */
public record PlacementView(
        InstanceId instance,
        InstanceName name,
        int incarnation,
        boolean waiting,
        Instant since,
        String sentence,
        int hosts,
        int fitting,
        List<RuleCount> refusals,
        List<String> steps,
        @Nullable List<HostVerdict> table) {

    /**
     * How many hosts a rule keeps an instance off.
     *
     * @param rule the name of a rule of the scheduler, {@code memory} for one
     */
    public record RuleCount(String rule, int hosts) {}

    /**
     * What one rule found at a host.
     *
     * @param words with numbers: "memory needs 768 MB, free 512 MB"
     */
    public record RuleFinding(String rule, boolean holds, String words) {}

    /** How a host stands to an instance. */
    public enum Verdict {
        /** It would go there now. */
        CHOSEN,
        /** It could go there. */
        POSSIBLE,
        /** A rule keeps it off. */
        REFUSED
    }

    /**
     * One host of the table.
     *
     * @param current whether the instance is there
     * @param score how well the host suits, in words
     * @param findings of every rule
     */
    public record HostVerdict(String host, Verdict verdict, boolean current, String score, List<RuleFinding> findings) {

        public HostVerdict {
            findings = List.copyOf(findings);
        }
    }

    public PlacementView {
        refusals = List.copyOf(refusals);
        steps = List.copyOf(steps);
        table = table == null ? null : List.copyOf(table);
    }
}
