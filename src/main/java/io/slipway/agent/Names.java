package io.slipway.agent;

import java.util.Optional;
import java.util.UUID;

/** How Slipway's containers are called. A sandbox changes its name when an instance adopts it, since labels cannot change. */
final class Names {

    private static final String PREFIX = "slipway-";
    private static final String POOLED = PREFIX + "pool-";
    private static final String APP_SUFFIX = "-app";
    private static final char SIDECAR_MARK = '.';

    private Names() {}

    static String sandbox(String instanceId) {
        return PREFIX + instanceId;
    }

    static String app(String instanceId) {
        return PREFIX + instanceId + APP_SUFFIX;
    }

    /** Instances are called without a full stop, which therefore parts the two. */
    static String sidecar(String instanceId, String name) {
        return PREFIX + instanceId + SIDECAR_MARK + name;
    }

    static String pooled() {
        return POOLED + UUID.randomUUID();
    }

    static boolean isPooled(String name) {
        return name.startsWith(POOLED);
    }

    /** The instance that a container belongs to by its name; empty for pooled ones and strangers. */
    static Optional<String> instanceOf(String name) {
        if (!name.startsWith(PREFIX) || isPooled(name)) {
            return Optional.empty();
        }
        var rest = name.substring(PREFIX.length());
        int mark = rest.indexOf(SIDECAR_MARK);
        if (mark >= 0) {
            return Optional.of(rest.substring(0, mark));
        }
        return Optional.of(rest.endsWith(APP_SUFFIX) ? rest.substring(0, rest.length() - APP_SUFFIX.length()) : rest);
    }
}
