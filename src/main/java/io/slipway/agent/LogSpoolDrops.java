package io.slipway.agent;

import io.slipway.protocol.LogBatch;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines per app that the spool gave up, each count told with the batch behind the gap. Guarded by the spool's lock. */
final class LogSpoolDrops {

    private final TreeMap<Long, Map<String, Long>> before = new TreeMap<>();

    /** All counts by the number of the batch that tells them. */
    SortedMap<Long, Map<String, Long>> all() {
        return Collections.unmodifiableSortedMap(before);
    }

    void replaceBy(Map<Long, Map<String, Long>> counts) {
        before.clear();
        before.putAll(counts);
    }

    void add(long beforeSequence, Map<String, Long> lines) {
        var known = before.computeIfAbsent(beforeSequence, sequence -> new HashMap<>());
        lines.forEach((app, count) -> known.merge(app, count, Long::sum));
    }

    /** Takes the counts that a batch would have told away from it. */
    Map<String, Long> take(long sequence) {
        return Optional.ofNullable(before.remove(sequence)).orElseGet(Map::of);
    }

    /** The server knows the counts of batches below this one. */
    void forgetBelow(long sequence) {
        before.headMap(sequence, false).clear();
    }

    /** The batch with entries in front of its own that tell what is missing before it. */
    LogBatch tell(LogBatch batch) {
        var lost = before.get(batch.getSequence());
        if (lost == null) {
            return batch;
        }
        long time = batch.getEntries(0).getTimeNanos();
        var told = batch.toBuilder().clearEntries();
        lost.forEach((app, count) -> told.addEntries(LogLoss.entry(app, count, time)));
        return told.addAllEntries(batch.getEntriesList())
                .setDroppedBefore(
                        lost.values().stream().mapToLong(Long::longValue).sum())
                .build();
    }
}
