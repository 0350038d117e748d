package io.slipway.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that holds so many entries at most and forgets one for each beyond: for what would else grow without end. Not
 * thread-safe.
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    private BoundedMap(int most, boolean inAccessOrder) {
        super(16, 0.75f, inAccessOrder);
        this.most = most;
    }

    /** Forgets the entry that came first. */
    public static <K, V> Map<K, V> ofNewest(int most) {
        return new BoundedMap<>(most, false);
    }

    /** Forgets the entry that was longest neither read nor written; reading changes the order, so it needs the same guard. */
    public static <K, V> Map<K, V> ofLastUsed(int most) {
        return new BoundedMap<>(most, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
