package io.slipway.agent;

import java.util.Optional;
import java.util.UUID;

/** How Slipway's containers are called. A sandbox changes its name when an instance adopts it, since labels cannot change. */
final class Names {

    private static final String PREFIX = "slipway-";
    private static final String POOLED = PREFIX + "pool-";
    private static final String APP_SUFFIX = "-app";

    private Names() {}

    static String sandbox(String instanceId) {
        return PREFIX + instanceId;
    }

    static String app(String instanceId) {
        return PREFIX + instanceId + APP_SUFFIX;
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
        return Optional.of(
                rest.endsWith(APP_SUFFIX) ? rest.substring(0, rest.length() - APP_SUFFIX.length()) : rest);
    }
}
