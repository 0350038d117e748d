package io.slipway.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something read from the store, kept in memory until what it was read from changes. For what loops read often and people change
 * seldom. Inside the transaction that changes it the value is still the old one. Thread-safe.
 */
public final class Remembered<T> {

    private record Kept<T>(long changes, T value) {}

    private final Supplier<T> read;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Kept<T> kept;

    /** @param read reads it anew; may be called by several threads at once */
    public Remembered(Supplier<T> read) {
        this.read = read;
    }

    /** The value as of the last change that has ended. */
    public T get() {
        var found = kept;
        // Asked for before it is read: a change that ends meanwhile makes the value an old one at once.
        long now = changes.get();
        if (found != null && found.changes() == now) {
            return found.value();
        }
        var value = read.get();
        kept = new Kept<>(now, value);
        return value;
    }

    /** To be called in the transaction that changes it: has it read anew once the transaction has ended. */
    public void forget() {
        AfterCommit.run(changes::incrementAndGet, changes::incrementAndGet);
    }
}
