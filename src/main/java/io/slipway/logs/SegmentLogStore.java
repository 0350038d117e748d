package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.RecentSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines in append-only segments, one folder per app. A segment is a row of blocks of about 128 KiB of lines, packed with zstd, each
 * with a word filter in front; the block being filled is in memory and, from the next flush on, in a tail file beside the segments.
 */
final class SegmentLogStore implements LogStore {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentLogStore.class);
    private static final int MOST_SEARCHES = 8;
    private static final int DROPPED_REMEMBERED = 10_000;
    private static final long LARGEST_SEGMENT = 8L * 1024 * 1024;

    private final Path folder;
    private final LogProperties limits;
    private final Clock clock;
    private final LineListener listener;
    private final Map<AppId, AppLog> logs = new ConcurrentHashMap<>();
    private final Set<AppId> dirty = ConcurrentHashMap.newKeySet();
    private final Semaphore searches = new Semaphore(MOST_SEARCHES);
    /** Apps that were dropped: agents may still send what they had spooled of them. */
    private final RecentSet<AppId> dropped = new RecentSet<>(DROPPED_REMEMBERED);

    SegmentLogStore(Path folder, LogProperties limits, Clock clock, LineListener listener) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public List<LogLine> append(AppId appId, List<LogLine> lines) {
        return append(appId, lines, null);
    }

    @Override
    public List<LogLine> append(AppId appId, List<LogLine> lines, String spool, long sequence) {
        return append(appId, lines, Shipment.of(spool, sequence));
    }

    @Override
    public void flush() {
        for (var appId : List.copyOf(dirty)) {
            dirty.remove(appId);
            var log = logs.get(appId);
            if (log == null) {
                continue;
            }
            try {
                log.flush();
            } catch (IOException e) {
                dirty.add(appId);
                throw unavailable(e);
            }
        }
    }

    @Override
    public LogPage search(LogQuery query) {
        var log = existing(query.appId());
        if (log.isEmpty()) {
            return new LogPage(List.of(), false, 0);
        }
        searches.acquireUninterruptibly();
        try {
            return new LogSearch(query, log.get().view()).run();
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            searches.release();
        }
    }

    @Override
    public LogHistogram histogram(LogQuery query, int buckets) {
        long fromMillis = query.fromNanos() / 1_000_000;
        long toMillis = query.toNanos() / 1_000_000;
        var log = existing(query.appId());
        if (log.isEmpty()) {
            return new LogHistogram(
                    fromMillis, toMillis, Collections.nCopies(buckets, new LogHistogram.Bucket(0, 0, 0)));
        }
        searches.acquireUninterruptibly();
        try {
            return new LogHistogram(
                    fromMillis,
                    toMillis,
                    new HistogramSearch(query, buckets, log.get().view()).run());
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            searches.release();
        }
    }

    @Override
    public void drop(AppId appId) {
        dropped.add(appId);
        var log = logs.remove(appId);
        if (log != null) {
            log.drop();
        }
        delete(appFolder(appId));
    }

    @Override
    public List<AppId> apps() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var folders = Files.list(folder)) {
            return folders.flatMap(path -> AppId.parse(path.getFileName().toString()).stream())
                    .toList();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Applies the limits of size and age to every app on disk. */
    void expire() {
        long oldest = (clock.millis() - limits.maxAge().toMillis()) * 1_000_000;
        for (var appId : apps()) {
            try {
                var log = existing(appId);
                if (log.isPresent()) {
                    log.get().expire(limits.maxSizePerApp().toBytes(), oldest);
                }
            } catch (IOException | PlatformException e) {
                LOG.atWarn()
                        .addKeyValue("app", appId)
                        .setCause(e)
                        .log("Old log segments could not be removed; trying again");
            }
        }
    }

    /** Seals and syncs everything; lines that come later start new blocks. */
    void close() {
        logs.forEach((appId, log) -> {
            try {
                log.close();
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("app", appId)
                        .setCause(e)
                        .log("Log could not be closed; its tail is read at the next start");
            }
        });
        logs.clear();
    }

    private List<LogLine> append(AppId appId, List<LogLine> lines, @Nullable Shipment shipment) {
        if (lines.isEmpty()) {
            return List.of();
        }
        try {
            var log = logs.computeIfAbsent(appId, this::open);
            if (log == null) {
                return List.of();
            }
            var stored = log.append(lines, shipment, listener);
            dirty.add(appId);
            return stored;
        } catch (IOException e) {
            throw unavailable(e);
        } catch (UncheckedIOException e) {
            throw unavailable(e);
        }
    }

    private Optional<AppLog> existing(AppId appId) {
        var log = logs.get(appId);
        if (log != null) {
            return Optional.of(log);
        }
        if (!Files.isDirectory(appFolder(appId))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(logs.computeIfAbsent(appId, this::open));
        } catch (UncheckedIOException e) {
            throw unavailable(e);
        }
    }

    /** Asks again whether the app was dropped: within the map's own order, a drop comes either before or takes this log along. */
    private @Nullable AppLog open(AppId appId) {
        if (dropped.contains(appId)) {
            return null;
        }
        try {
            var path = appFolder(appId);
            long segmentBytes =
                    Math.min(LARGEST_SEGMENT, Math.max(1, limits.maxSizePerApp().toBytes() / 8));
            return new AppLog(appId, path, AppLogRecovery.recover(appId, path), segmentBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path appFolder(AppId appId) {
        return folder.resolve(appId.toString());
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static PlatformException unavailable(Exception cause) {
        var problem = new PlatformException.Unavailable(
                "log-store-unavailable", "The log store cannot be read or written now: " + cause.getMessage());
        problem.initCause(cause);
        return problem;
    }
}
