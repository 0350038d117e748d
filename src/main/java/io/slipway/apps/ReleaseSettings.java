package io.slipway.apps;

import io.slipway.kernel.ProcessType;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a release holds beside image and environment: how each of its processes runs.
 *
 * @param processes by their names, {@code web} first
 */
public record ReleaseSettings(Map<String, ProcessSettings> processes) {

    /** The most processes of one release. */
    public static final int MAX_PROCESSES = 10;

    public ReleaseSettings {
        var sorted = new TreeMap<String, ProcessSettings>(ProcessType.WEB_FIRST);
        sorted.putAll(processes);
        processes = Collections.unmodifiableMap(sorted);
    }

    /** Of an app with the web process alone. */
    public static ReleaseSettings ofWeb(ProcessSettings web) {
        return new ReleaseSettings(Map.of(ProcessType.WEB, web));
    }

    /** The process that every app has. */
    public ProcessSettings web() {
        return Objects.requireNonNull(processes.get(ProcessType.WEB), "Every release has a web process");
    }

    /** One process; empty when the release has none of this name. */
    public Optional<ProcessSettings> of(String type) {
        return Optional.ofNullable(processes.get(type));
    }

    /** Whether there is more than the web process. */
    public boolean hasSeveral() {
        return processes.size() > 1;
    }

    /** The names of all that this one or the other has. */
    SortedSet<String> typesWith(ReleaseSettings other) {
        var types = new TreeSet<String>(ProcessType.WEB_FIRST);
        types.addAll(processes.keySet());
        types.addAll(other.processes.keySet());
        return types;
    }

    /** The same with one process added or changed. */
    public ReleaseSettings with(String type, ProcessSettings settings) {
        var changed = new HashMap<>(processes);
        changed.put(type, settings);
        return new ReleaseSettings(changed);
    }

    /** The same with another web process. */
    public ReleaseSettings withWeb(ProcessSettings settings) {
        return with(ProcessType.WEB, settings);
    }

    /** The same without a process. */
    public ReleaseSettings without(String type) {
        var changed = new HashMap<>(processes);
        changed.remove(type);
        return new ReleaseSettings(changed);
    }
}
