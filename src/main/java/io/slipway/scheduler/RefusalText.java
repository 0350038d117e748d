package io.slipway.scheduler;

import io.slipway.kernel.DataSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Refusals in words: what is lacking with the closest host, then how many hosts stand aside and why. */
final class RefusalText {

    private static final int MAX_PROBLEMS = 3;

    private RefusalText() {}

    static String of(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return "no host has joined yet";
        }
        var clauses = new ArrayList<String>();
        addMemory(of(refusals, Refusal.ShortOfMemory.class), clauses);
        addCpu(of(refusals, Refusal.ShortOfCpu.class), clauses);
        addAside(of(refusals, Refusal.Draining.class), refusals.size(), "draining", clauses);
        addAside(of(refusals, Refusal.Cordoned.class), refusals.size(), "cordoned", clauses);
        addNotReady(of(refusals, Refusal.NotReady.class), refusals.size(), clauses);
        return String.join("; ", clauses);
    }

    private static void addMemory(List<Refusal.ShortOfMemory> refusals, List<String> clauses) {
        refusals.stream()
                .max(Comparator.comparingLong(Refusal.ShortOfMemory::free))
                .ifPresent(best -> {
                    clauses.add("no host has %s free (best: %s on %s)"
                            .formatted(mebibytes(best.wanted()), mebibytes(best.free()), best.host()));
                });
    }

    private static void addCpu(List<Refusal.ShortOfCpu> refusals, List<String> clauses) {
        refusals.stream()
                .max(Comparator.comparingLong(Refusal.ShortOfCpu::free))
                .ifPresent(best -> {
                    clauses.add("no host has %s of CPU left to promise (best: %s on %s)"
                            .formatted(cores(best.wanted()), cores(best.free()), best.host()));
                });
    }

    private static void addAside(List<? extends Refusal> refusals, int hosts, String word, List<String> clauses) {
        if (refusals.size() == hosts) {
            clauses.add((hosts == 1 ? "the only host is " : "all hosts are ") + word);
        } else if (!refusals.isEmpty()) {
            clauses.add(count(refusals.size()) + (refusals.size() == 1 ? " is " : " are ") + word);
        }
    }

    private static void addNotReady(List<Refusal.NotReady> refusals, int hosts, List<String> clauses) {
        if (refusals.size() == hosts) {
            clauses.add("no host is ready");
        }
        var byProblem = new TreeMap<String, Integer>();
        refusals.forEach(refusal -> byProblem.merge(refusal.why(), 1, Integer::sum));
        byProblem.entrySet().stream()
                .limit(MAX_PROBLEMS)
                .forEach(entry -> clauses.add(count(entry.getValue()) + ": " + entry.getKey()));
    }

    private static <R extends Refusal> List<R> of(List<Refusal> refusals, Class<R> kind) {
        return refusals.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String count(int hosts) {
        return hosts == 1 ? "1 host" : hosts + " hosts";
    }

    private static String mebibytes(long bytes) {
        return new DataSize(bytes).toMebibytes() + " MB";
    }

    private static String cores(long millis) {
        return String.format(Locale.ROOT, "%.2f cores", millis / 1000.0);
    }
}
