package io.slipway.logs;

import io.slipway.kernel.InstanceName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose lines are wanted: those of any instance that is named, by its index alone or with its process, of any process that is named.
 *
 * @param processes empty for all
 * @param indexes of instances of whatever process
 * @param instances of a process each; with no index either, all
 */
public record Writers(Set<String> processes, Set<Integer> indexes, Set<InstanceName> instances) {

    /** Everybody, the platform included. */
    public static final Writers ALL = new Writers(Set.of(), Set.of(), Set.of());

    public Writers {
        processes = Set.copyOf(processes);
        indexes = Set.copyOf(indexes);
        instances = Set.copyOf(instances);
    }

    boolean areAll() {
        return processes.isEmpty() && isAnyIndex();
    }

    boolean include(String process, int index) {
        return (processes.isEmpty() || processes.contains(process))
                && (isAnyIndex()
                        || indexes.contains(index)
                        || (!instances.isEmpty() && instances.contains(new InstanceName(process, index))));
    }

    /** The indexes that may be met at all; empty for any. */
    Set<Integer> everyIndex() {
        return Stream.concat(indexes.stream(), instances.stream().map(InstanceName::index))
                .collect(Collectors.toSet());
    }

    private boolean isAnyIndex() {
        return indexes.isEmpty() && instances.isEmpty();
    }
}
