package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would have to change so that one host takes a request.
 *
 * @param host its name
 * @param repair what it complains of and has to get over; null when it is ready
 * @param endDrain whether it has to be emptied no longer
 * @param uncordon whether it has to take new work again
 * @param memory that has to become free there, in bytes
 * @param cpu that has to become free there, in thousandths of a core, over-commit included
 */
public record Remedy(
        HostId id, String host, @Nullable String repair, boolean endDrain, boolean uncordon, long memory, long cpu) {

    /** What a person can do at once comes before what needs a repair, and of that the fewest and the smallest changes. */
    static final Comparator<Remedy> SMALLEST_FIRST = Comparator.comparing((Remedy remedy) -> remedy.repair() != null)
            .thenComparingInt(Remedy::changes)
            .thenComparingLong(Remedy::memory)
            .thenComparingLong(Remedy::cpu)
            .thenComparing(Remedy::host);

    static Remedy of(Candidate candidate) {
        var remedy = new Remedy(candidate.id(), candidate.host(), null, false, false, 0, 0);
        for (var refusal : candidate.refusals()) {
            remedy = remedy.against(refusal);
        }
        return remedy;
    }

    /** In words: "uncordon host-c", "64 MB more free memory on host-b". */
    public String words() {
        var parts = new ArrayList<String>();
        if (repair != null) {
            parts.add(host + " has to be ready (" + repair + ")");
        }
        if (endDrain) {
            parts.add("end the drain of " + host);
        }
        if (uncordon) {
            parts.add("uncordon " + host);
        }
        var lacking = lacking();
        if (!lacking.isEmpty()) {
            parts.add(String.join(" and ", lacking) + " on " + host);
        }
        return String.join(", and ", parts);
    }

    private List<String> lacking() {
        var lacking = new ArrayList<String>();
        if (memory > 0) {
            lacking.add(Amounts.missingMemory(memory) + " more free memory");
        }
        if (cpu > 0) {
            lacking.add(Amounts.cpu(cpu) + " more to promise");
        }
        return lacking;
    }

    private int changes() {
        return (repair == null ? 0 : 1)
                + (endDrain ? 1 : 0)
                + (uncordon ? 1 : 0)
                + (memory > 0 ? 1 : 0)
                + (cpu > 0 ? 1 : 0);
    }

    private Remedy against(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotReady notReady -> new Remedy(id, host, notReady.why(), endDrain, uncordon, memory, cpu);
            case Refusal.Draining _ -> new Remedy(id, host, repair, true, uncordon, memory, cpu);
            case Refusal.Cordoned _ -> new Remedy(id, host, repair, endDrain, true, memory, cpu);
            case Refusal.ShortOfMemory lack -> new Remedy(id, host, repair, endDrain, uncordon, lack.missing(), cpu);
            case Refusal.ShortOfCpu lack -> new Remedy(id, host, repair, endDrain, uncordon, memory, lack.missing());
        };
    }
}
