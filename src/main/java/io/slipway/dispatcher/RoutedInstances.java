package io.slipway.dispatcher;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which instances the routing table names, and in which version others left it. Thread-safe. */
final class RoutedInstances {

    private final Map<AppId, Set<InstanceId>> ofApp = new HashMap<>();
    private final Set<InstanceId> present = new HashSet<>();
    /** The first version without an instance. */
    private final Map<InstanceId, Long> leftAt = new HashMap<>();

    /** The table of this version names these instances of an app and no others of it. */
    synchronized void names(AppId app, Set<InstanceId> now, long version) {
        var before = now.isEmpty() ? ofApp.remove(app) : ofApp.put(app, now);
        if (before != null) {
            before.stream().filter(id -> !now.contains(id)).forEach(id -> {
                present.remove(id);
                leftAt.put(id, version);
            });
        }
        present.addAll(now);
        leftAt.keySet().removeAll(now);
    }

    /**
     * Whether no table from this version on names an instance.
     *
     * @param otherwise stands for the version in which it left when none ever named it
     */
    synchronized boolean isAbsentIn(long version, InstanceId id, long otherwise) {
        return !present.contains(id) && leftAt.getOrDefault(id, otherwise) <= version;
    }

    /** Forgets when an instance left, once it is gone for good. */
    synchronized void forget(InstanceId id) {
        leftAt.remove(id);
    }
}
