package io.slipway.console.instances;

import io.slipway.console.components.InstanceStates;
import io.slipway.instances.InstanceRow;
import io.slipway.kernel.InstanceName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything known of one index: the copy that is there now, and those that were there before it.
 *
 * @param present the living copy, or the last one where none lives; empty where the index was never used
 * @param before earlier copies, newest first
 */
record InstanceHistory(Optional<InstanceRow> present, List<InstanceRow> before) {

    static InstanceHistory of(InstanceName name, List<InstanceRow> rows) {
        List<InstanceRow> ofIndex = rows.stream()
                .filter(row -> row.name().equals(name))
                .sorted(Comparator.comparing(InstanceRow::isGone)
                        .thenComparing(InstanceRow::incarnation, Comparator.reverseOrder()))
                .toList();
        return new InstanceHistory(
                ofIndex.stream().findFirst(), ofIndex.stream().skip(1).toList());
    }

    /** How often it had to be started again: the copies that crashed, as far as they are kept, and starts in place. */
    long restarts() {
        long crashed = before.stream().filter(InstanceRow::hasCrashed).count();
        return crashed + present.map(InstanceRow::restarts).orElse(0);
    }

    /** How a copy ended: "exit code 137, out of memory". */
    static String end(InstanceRow row) {
        String code = row.exitCode() == null ? "" : "exit code " + row.exitCode();
        String memory = row.outOfMemory() ? "out of memory" : "";
        String both = code.isEmpty() || memory.isEmpty() ? code + memory : code + ", " + memory;
        return both.isEmpty() ? InstanceStates.of(row).word().toLowerCase(java.util.Locale.ROOT) : both;
    }
}
