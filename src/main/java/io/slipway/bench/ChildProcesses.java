package io.slipway.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every program that the bench has started, so that none outlives it. */
final class ChildProcesses {

    private static final Set<ChildProcess> STARTED = ConcurrentHashMap.newKeySet();

    private ChildProcesses() {}

    static ChildProcess known(ChildProcess child) {
        STARTED.removeIf(each -> !each.isAlive());
        STARTED.add(child);
        return child;
    }

    static void endAll() {
        STARTED.forEach(ChildProcess::close);
        STARTED.clear();
    }
}
