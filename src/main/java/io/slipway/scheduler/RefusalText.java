package io.slipway.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Refusals in words: what is lacking with the most that any host has, then how many hosts stand aside and why. Names no host and tells
 * no label of one: the text is stored with the instance and read by whoever may read its app, while hosts belong to the platform.
 */
final class RefusalText {

    private static final int MAX_KINDS = 3;

    private final List<Refusal> refusals;
    private final List<String> clauses = new ArrayList<>();

    private RefusalText(List<Refusal> refusals) {
        this.refusals = refusals;
    }

    static String of(List<Refusal> refusals) {
        return refusals.isEmpty() ? "no host has joined yet" : new RefusalText(refusals).words();
    }

    private String words() {
        addMismatches();
        addCrowded();
        addMemory();
        addCpu();
        addAside(of(Refusal.Draining.class), "draining");
        addAside(of(Refusal.Cordoned.class), "cordoned");
        addAside(of(Refusal.Left.class), "the one that it is to leave");
        addFenceless();
        addNotReady();
        return String.join("; ", clauses);
    }

    private void addMismatches() {
        var mismatches = of(Refusal.Mismatch.class);
        if (!mismatches.isEmpty() && mismatches.size() == refusals.size()) {
            var all = counted(mismatches, Refusal.Mismatch::requirements);
            clauses.add(
                    all.size() == 1
                            ? "no host fulfils " + all.keySet().iterator().next()
                            : "no host fulfils the constraints");
            addKinds(all.size() == 1 ? Map.of() : all, " not fulfil ");
        } else {
            addKinds(counted(mismatches, Refusal.Mismatch::requirements), " not fulfil ");
        }
    }

    private void addKinds(Map<String, Integer> counts, String verb) {
        counts.entrySet().stream()
                .limit(MAX_KINDS)
                .forEach(entry -> clauses.add(
                        count(entry.getValue()) + (entry.getValue() == 1 ? " does" : " do") + verb + entry.getKey()));
    }

    private void addCrowded() {
        var crowded = of(Refusal.Crowded.class);
        if (crowded.isEmpty()) {
            return;
        }
        int atMost = crowded.getFirst().atMost();
        var limit = atMost == 1 ? "one copy, the most" : atMost + " copies, the most";
        clauses.add(
                crowded.size() == refusals.size()
                        ? "every host has " + limit + " that is allowed on one"
                        : count(crowded.size()) + (crowded.size() == 1 ? " has " : " have ") + limit
                                + " that is allowed on one");
    }

    private void addMemory() {
        of(Refusal.ShortOfMemory.class).stream()
                .max(Comparator.comparingLong(Refusal.ShortOfMemory::free))
                .ifPresent(best -> clauses.add("no %shost has %s free (best: %s)"
                        .formatted(other(), Amounts.memory(best.wanted()), Amounts.memory(best.free()))));
    }

    private void addCpu() {
        of(Refusal.ShortOfCpu.class).stream()
                .max(Comparator.comparingLong(Refusal.ShortOfCpu::free))
                .ifPresent(best -> clauses.add("no %shost has %s of CPU left to promise (best: %s)"
                        .formatted(other(), Amounts.cpu(best.wanted()), Amounts.cpu(best.free()))));
    }

    /** Hosts that the rules keep it off may well have room. */
    private String other() {
        return of(Refusal.Mismatch.class).isEmpty() && of(Refusal.Crowded.class).isEmpty() ? "" : "other ";
    }

    private void addAside(List<? extends Refusal> aside, String word) {
        if (aside.size() == refusals.size()) {
            clauses.add((aside.size() == 1 ? "the only host is " : "all hosts are ") + word);
        } else if (!aside.isEmpty()) {
            clauses.add(count(aside.size()) + (aside.size() == 1 ? " is " : " are ") + word);
        }
    }

    private void addFenceless() {
        int fenceless = of(Refusal.Fenceless.class).size();
        if (fenceless > 0) {
            clauses.add(
                    (fenceless == refusals.size() ? "no agent knows" : "agents of " + count(fenceless) + " do not know")
                            + " at most one and sidecars: they have to be updated");
        }
    }

    private void addNotReady() {
        var notReady = of(Refusal.NotReady.class);
        if (notReady.size() == refusals.size()) {
            clauses.add("no host is ready");
        }
        counted(notReady, Refusal.NotReady::why).entrySet().stream()
                .limit(MAX_KINDS)
                .forEach(entry -> clauses.add(count(entry.getValue()) + ": " + entry.getKey()));
    }

    private static <R extends Refusal> Map<String, Integer> counted(List<R> refusals, Function<R, String> kind) {
        var counts = new TreeMap<String, Integer>();
        refusals.forEach(refusal -> counts.merge(kind.apply(refusal), 1, Integer::sum));
        return counts;
    }

    private <R extends Refusal> List<R> of(Class<R> kind) {
        return refusals.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String count(int hosts) {
        return hosts == 1 ? "1 host" : hosts + " hosts";
    }
}
