package io.slipway.instances;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.store.AfterCommit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All rows in memory, as of the last commit: loops, feeds and logs ask for them dozens of times for each change. Right because the
 * one server that leads writes all of them, through {@link JpaInstanceStore}; a row whose write ended in doubt is read again. A row
 * takes about half a kilobyte. Thread-safe.
 */
@Component
class InstanceMirror {

    private record Known(InstanceRecord row, long version) {

        static Known of(InstanceColumns row) {
            return new Known(row.toRecord(), Objects.requireNonNull(row.version));
        }

        boolean isPending() {
            return row.state() == InstanceState.PENDING && row.desired() == DesiredState.RUNNING;
        }

        @Nullable
        HostId occupiedHost() {
            return row.state().isTerminal() ? null : row.hostId();
        }
    }

    private static final Comparator<InstanceRecord> BY_AGE =
            Comparator.comparing(InstanceRecord::createdAt).thenComparingInt(InstanceRecord::index);

    private final InstanceRepository stored;
    private final Map<InstanceId, Known> rows = new HashMap<>();
    private final Map<ProcessId, Set<InstanceId>> byProcess = new HashMap<>();
    private final Map<HostId, Set<InstanceId>> byHost = new LinkedHashMap<>();
    private final Map<AppId, Set<InstanceId>> placedByApp = new HashMap<>();
    private final Set<InstanceId> pending = new HashSet<>();
    private final Set<UUID> doubtful = new HashSet<>();
    /**
     * What transactions told and no reader has taken in yet. Tellers still hold a connection of the database, so they must never
     * wait for a reader that waits for one.
     */
    private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();

    private boolean loaded;

    InstanceMirror(InstanceRepository stored) {
        this.stored = stored;
    }

    /** To be called in the transaction that changes rows, with the rows that it changes. */
    void follow(List<? extends InstanceColumns> changed) {
        var ids = changed.stream().map(row -> row.id).toList();
        AfterCommit.run(() -> told(changed.stream().map(Known::of).toList()), () -> doubt(ids));
    }

    /** To be called in the transaction that may delete these rows. */
    void followRemoval(Collection<UUID> ids) {
        AfterCommit.run(() -> doubt(ids), () -> doubt(ids));
    }

    private void told(List<Known> written) {
        news.add(() -> written.forEach(this::take));
    }

    private void doubt(Collection<UUID> ids) {
        news.add(() -> doubtful.addAll(ids));
    }

    synchronized Optional<InstanceRecord> find(InstanceId id) {
        settle();
        return Optional.ofNullable(rows.get(id)).map(Known::row);
    }

    synchronized List<InstanceRecord> ofProcess(ProcessId id) {
        settle();
        return rows(byProcess.getOrDefault(id, Set.of()))
                .sorted(InstanceRecord.BY_POSITION)
                .toList();
    }

    synchronized List<InstanceRecord> pending() {
        settle();
        return rows(pending).sorted(BY_AGE).toList();
    }

    synchronized List<InstanceRecord> placed() {
        settle();
        return byHost.values().stream().flatMap(this::rows).toList();
    }

    synchronized List<InstanceRecord> placedOf(AppId id) {
        settle();
        return rows(placedByApp.getOrDefault(id, Set.of())).toList();
    }

    synchronized List<InstanceRecord> onHost(HostId id) {
        settle();
        return rows(byHost.getOrDefault(id, Set.of())).sorted(BY_AGE).toList();
    }

    synchronized List<ProcessId> processesWithLiving() {
        settle();
        return byProcess.entrySet().stream()
                .filter(entry ->
                        rows(entry.getValue()).anyMatch(row -> !row.state().isTerminal()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<InstanceRecord> rows(Set<InstanceId> ids) {
        return ids.stream().map(id -> Objects.requireNonNull(rows.get(id)).row());
    }

    /** Commits may be told out of order: the newer row stays, and one that was deleted meanwhile does not come back. */
    private void take(Known written) {
        var known = rows.get(written.row().id());
        if (known == null ? written.version() == 0 : known.version() < written.version()) {
            put(written);
        }
    }

    /** Takes in the news, and reads what is not known for sure. */
    private void settle() {
        if (!loaded) {
            stored.findAll().forEach(row -> put(Known.of(row)));
            loaded = true;
        }
        for (var item = news.poll(); item != null; item = news.poll()) {
            item.run();
        }
        if (!doubtful.isEmpty()) {
            var found = stored.findAllById(doubtful);
            doubtful.forEach(id -> remove(new InstanceId(id)));
            found.forEach(row -> put(Known.of(row)));
            doubtful.clear();
        }
    }

    private void put(Known now) {
        var id = now.row().id();
        remove(id);
        rows.put(id, now);
        byProcess
                .computeIfAbsent(now.row().processId(), process -> new HashSet<>())
                .add(id);
        if (now.occupiedHost() != null) {
            byHost.computeIfAbsent(now.occupiedHost(), host -> new HashSet<>()).add(id);
            placedByApp
                    .computeIfAbsent(now.row().appId(), app -> new HashSet<>())
                    .add(id);
        }
        if (now.isPending()) {
            pending.add(id);
        }
    }

    private void remove(InstanceId id) {
        var known = rows.remove(id);
        if (known == null) {
            return;
        }
        takeOut(byProcess, known.row().processId(), id);
        if (known.occupiedHost() != null) {
            takeOut(byHost, known.occupiedHost(), id);
            takeOut(placedByApp, known.row().appId(), id);
        }
        pending.remove(id);
    }

    private static <K> void takeOut(Map<K, Set<InstanceId>> index, K key, InstanceId id) {
        index.computeIfPresent(key, (unused, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }
}
