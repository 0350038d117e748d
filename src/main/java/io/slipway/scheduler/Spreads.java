package io.slipway.scheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Spreads by what they count, made when they are first asked for. A copy shares what it has not asked for yet. */
final class Spreads<K> {

    private final Map<K, ProcessSpread> own = new HashMap<>();
    private final Map<K, ProcessSpread> untouched;
    private final Supplier<ProcessSpread> empty;

    Spreads(Supplier<ProcessSpread> empty) {
        this(empty, Map.of());
    }

    private Spreads(Supplier<ProcessSpread> empty, Map<K, ProcessSpread> untouched) {
        this.empty = empty;
        this.untouched = untouched;
    }

    /** A copy; right for as long as this one is left alone. */
    Spreads<K> copy() {
        return new Spreads<>(empty, own);
    }

    ProcessSpread of(K key) {
        return own.computeIfAbsent(key, missing -> {
            var before = untouched.get(missing);
            return before == null ? empty.get() : before.copy();
        });
    }
}
