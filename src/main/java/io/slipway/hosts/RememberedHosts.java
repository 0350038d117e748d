package io.slipway.hosts;

import io.slipway.kernel.HostId;
import io.slipway.store.AfterCommit;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All hosts in memory, as of the last commit. A change costs one row to read, not all: a thousand hosts that connect would read a
 * million else. Readers never wait for each other, since some of them hold a connection of the database. Thread-safe.
 */
final class RememberedHosts {

    /** Hosts by name, as they were after so many changes. */
    private record Kept(long changes, Map<HostId, StoredHost> byId) {

        Kept newer(@Nullable Kept other) {
            return other != null && other.changes() > changes ? other : this;
        }
    }

    /** In one query more than these are not asked for by their ids. */
    private static final int MOST_BY_ID = 100;

    private final HostRepository stored;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
    // Guarded by this.
    private final Map<HostId, Long> changedAt = new HashMap<>();
    private long changes;

    RememberedHosts(HostRepository stored) {
        this.stored = stored;
    }

    /** Every host, by name, as of the last change that has ended. */
    Map<HostId, StoredHost> get() {
        var known = kept.get();
        // Asked for before it is read: a change that ends meanwhile is read again by whoever asks next.
        long now = changes();
        if (known != null && known.changes() == now) {
            return known.byId();
        }
        var fresh = new Kept(now, known == null ? all() : merged(known));
        kept.accumulateAndGet(fresh, (before, made) -> made == null ? before : made.newer(before));
        return fresh.byId();
    }

    /** To be called in the transaction that changes a host: has it read anew once the transaction has ended. */
    void forget(HostId id) {
        AfterCommit.run(() -> changed(id), () -> changed(id));
    }

    private synchronized void changed(HostId id) {
        changedAt.put(id, ++changes);
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized List<UUID> changedSince(long then) {
        return changedAt.entrySet().stream()
                .filter(entry -> entry.getValue() > then)
                .map(entry -> entry.getKey().value())
                .toList();
    }

    private Map<HostId, StoredHost> merged(Kept known) {
        var ids = changedSince(known.changes());
        if (ids.size() > MOST_BY_ID) {
            return all();
        }
        var byId = new HashMap<>(known.byId());
        ids.forEach(id -> byId.remove(new HostId(id)));
        stored.findAllById(ids).forEach(host -> byId.put(host.id(), host.stored()));
        return ordered(byId.values().stream()
                .sorted(Comparator.comparing(StoredHost::name))
                .toList());
    }

    private Map<HostId, StoredHost> all() {
        return ordered(stored.findAllByOrderByName().stream().map(Host::stored).toList());
    }

    private static Map<HostId, StoredHost> ordered(List<StoredHost> byName) {
        var byId = new LinkedHashMap<HostId, StoredHost>();
        byName.forEach(host -> byId.put(host.id(), host));
        return Collections.unmodifiableMap(byId);
    }
}
