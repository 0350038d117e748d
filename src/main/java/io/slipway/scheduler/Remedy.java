package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import io.slipway.kernel.Requirement;
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
 * @param stay whether the request must not be on the move away from it
 * @param labels what its labels have to fulfil besides
 * @param perHost how many copies one host has to be allowed; 0 where that is no matter
 * @param memory that has to become free there, in bytes
 * @param cpu that has to become free there, in thousandths of a core, over-commit included
 */
public record Remedy(
        HostId id,
        String host,
        @Nullable String repair,
        boolean endDrain,
        boolean uncordon,
        boolean stay,
        List<Requirement> labels,
        int perHost,
        long memory,
        long cpu) {

    /** What a person can do at once comes before what needs a repair, and of that the fewest and the smallest changes. */
    static final Comparator<Remedy> SMALLEST_FIRST = Comparator.comparing((Remedy remedy) -> remedy.repair() != null)
            .thenComparingInt(Remedy::changes)
            .thenComparingLong(Remedy::memory)
            .thenComparingLong(Remedy::cpu)
            .thenComparing(Remedy::host);

    public Remedy {
        labels = List.copyOf(labels);
    }

    static Remedy of(Candidate candidate) {
        var remedy = new Remedy(candidate.id(), candidate.host(), null, false, false, false, List.of(), 0, 0, 0);
        for (var refusal : candidate.refusals()) {
            remedy = remedy.against(refusal);
        }
        return remedy;
    }

    /** In words: "uncordon host-c", "64 MB more free memory on host-b", "set disk=ssd on host-a". */
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
        if (stay) {
            parts.add("let it stay on " + host);
        }
        labels.forEach(requirement -> parts.add(requirement.repair() + " on " + host));
        if (perHost > 0) {
            parts.add("allow " + perHost + " per host for " + host);
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
                + (stay ? 1 : 0)
                + labels.size()
                + (perHost > 0 ? 1 : 0)
                + (memory > 0 ? 1 : 0)
                + (cpu > 0 ? 1 : 0);
    }

    private Remedy against(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotReady notReady ->
                new Remedy(id, host, notReady.why(), endDrain, uncordon, stay, labels, perHost, memory, cpu);
            case Refusal.Draining _ -> new Remedy(id, host, repair, true, uncordon, stay, labels, perHost, memory, cpu);
            case Refusal.Cordoned _ -> new Remedy(id, host, repair, endDrain, true, stay, labels, perHost, memory, cpu);
            case Refusal.Left _ -> new Remedy(id, host, repair, endDrain, uncordon, true, labels, perHost, memory, cpu);
            case Refusal.Mismatch mismatch ->
                new Remedy(id, host, repair, endDrain, uncordon, stay, mismatch.unmet(), perHost, memory, cpu);
            case Refusal.Fenceless _ ->
                new Remedy(id, host, Refusal.Fenceless.WHY, endDrain, uncordon, stay, labels, perHost, memory, cpu);
            case Refusal.Crowded crowded ->
                new Remedy(id, host, repair, endDrain, uncordon, stay, labels, crowded.copies() + 1, memory, cpu);
            case Refusal.ShortOfMemory lack ->
                new Remedy(id, host, repair, endDrain, uncordon, stay, labels, perHost, lack.missing(), cpu);
            case Refusal.ShortOfCpu lack ->
                new Remedy(id, host, repair, endDrain, uncordon, stay, labels, perHost, memory, lack.missing());
        };
    }
}
