package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceName;
import io.slipway.logs.LogLine.Level;
import io.slipway.logs.LogLine.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where agents' batches and the platform's own lines enter the store. For machines: nobody is authorised here. */
public final class LogIntakeSink {

    private static final Logger LOG = LoggerFactory.getLogger(LogIntakeSink.class);

    private final LogStore store;
    private final LogHousekeeping housekeeping;
    private final Clock clock;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    LogIntakeSink(LogStore store, LogHousekeeping housekeeping, Clock clock) {
        this.store = store;
        this.housekeeping = housekeeping;
        this.clock = clock;
    }

    /**
     * What became of a batch.
     *
     * @param sequence of the batch
     * @param durable completes when the batch is on disk, and only then may it be acknowledged; fails with {@code Unavailable}
     */
    public record Accepted(long sequence, CompletableFuture<Void> durable) {}

    /**
     * Takes in a batch of one agent's spool; readers see its lines when this returns. A batch that comes again, even after a crash
     * of this server, is stored once.
     *
     * @param lines of any apps, in the order in which they were written; levels are detected here
     * @param droppedBefore lines that the agent lost before this batch; records of loss among the lines tell whose they were
     * @throws io.slipway.kernel.PlatformException.Unavailable when the store takes nothing now: send the batch again later
     */
    public Accepted accept(String spoolId, long sequence, List<LogLine> lines, long droppedBefore) {
        long stored = 0;
        for (var ofApp : byApp(lines).entrySet()) {
            stored += store.append(ofApp.getKey(), ofApp.getValue(), spoolId, sequence)
                    .size();
        }
        accepted.addAndGet(stored);
        if (droppedBefore > 0) {
            lost.addAndGet(droppedBefore);
            LOG.atWarn()
                    .addKeyValue("spool", spoolId)
                    .addKeyValue("lines", droppedBefore)
                    .log("An agent's log spool overflowed while this server was away; the lines are lost and counted");
        }
        return new Accepted(sequence, housekeeping.durable());
    }

    /** Adds a line of the platform itself to an app's log: what happened to its instances, in words. */
    public void platformLine(AppId appId, String text) {
        platformLine(appId, 0, Level.INFO, text);
    }

    /** The same about one release. */
    public void platformLine(AppId appId, int release, Level level, String text) {
        platformLine(appId, new InstanceName("", -1), "", release, level, text);
    }

    /**
     * The same about one instance, so that it is found with that instance's lines.
     *
     * @param instance the instance's id
     */
    public void platformLine(AppId appId, InstanceName name, String instance, int release, Level level, String text) {
        Instant now = clock.instant();
        long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        var line = new LogLine(
                appId, 0, nanos, name.process(), instance, name.index(), release, Source.PLATFORM, level, text);
        accepted.addAndGet(store.append(appId, List.of(line)).size());
    }

    /** Lines taken in since the start of this server, records of loss included. */
    public long acceptedLines() {
        return accepted.get();
    }

    /** Lines that agents reported as lost since the start of this server. */
    public long lostLines() {
        return lost.get();
    }

    private static Map<AppId, List<LogLine>> byApp(List<LogLine> lines) {
        var byApp = new LinkedHashMap<AppId, List<LogLine>>();
        for (var line : lines) {
            byApp.computeIfAbsent(line.appId(), id -> new ArrayList<>()).add(levelled(line));
        }
        return byApp;
    }

    private static LogLine levelled(LogLine line) {
        if (line.level() != Level.UNKNOWN) {
            return line;
        }
        return switch (line.source()) {
            case STDOUT, STDERR -> line.withLevel(LevelDetector.detect(line.text()));
            case PLATFORM -> line.lostLines() > 0 ? line : line.withLevel(Level.INFO);
            case ROUTER -> line.withLevel(RouterLevel.of(line.text()));
        };
    }
}
