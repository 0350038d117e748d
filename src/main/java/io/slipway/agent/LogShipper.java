package io.slipway.agent;

import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;
import io.slipway.protocol.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every line of this host's containers to the server: one thread sweeps over the engine's files and fills the spool, another
 * empties it whenever there is a server.
 */
public final class LogShipper implements ContainerWatcher, AutoCloseable {

    /** The spool's bound unless the operator sets another. */
    public static final long DEFAULT_SPOOL_BYTES = 256L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LogShipper.class);
    private static final Duration BUSY_SWEEP = Duration.ofMillis(25);
    private static final Duration IDLE_SWEEP = Duration.ofMillis(100);
    private static final Duration BUSY_FOR = Duration.ofSeconds(2);
    private static final Duration DRAIN_WAIT = Duration.ofSeconds(2);
    private static final int CHUNKS_PER_SWEEP = 8;
    private static final int QUEUED_PER_SWEEP = 5_000;

    private final LogSpool spool;
    private final LogSender sender;
    private final LogGather gather;
    private final LogQueue queue = new LogQueue();
    private final LogOwnLines own;
    private final LogFollowSource source;
    private final Clock clock;
    private final Map<String, LogFollowed> files = new ConcurrentHashMap<>();
    private final Map<String, LogApiFollow> streams = new ConcurrentHashMap<>();
    private final ByteBuffer chunk = ByteBuffer.allocate(JsonFileTail.CHUNK);
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * Opens the spool.
     *
     * @param folder of the spool, only for this
     * @param spoolBytes the spool's bound on disk
     * @param source the engine's log stream, for containers whose file is out of reach
     * @throws IOException when the spool cannot be read or written
     */
    public LogShipper(Path folder, long spoolBytes, LogFollowSource source, Clock clock) throws IOException {
        this.spool = LogSpool.open(folder, spoolBytes);
        this.sender = new LogSender(spool);
        this.gather = new LogGather(spool, clock, LogAllowance.LINES_PER_SECOND);
        this.own = new LogOwnLines(queue, clock);
        this.source = source;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("log-tail").daemon().unstarted(this::run);
    }

    /** Starts both threads. */
    public void start() {
        thread.start();
        sender.start();
    }

    /** There is a server: ships what the spool holds and what comes. */
    public void connected(AgentLinkStub link) {
        sender.connected(link);
    }

    /** The server is gone: lines stay in the spool. */
    public void disconnected() {
        sender.disconnected();
    }

    /** Lines that the spool had to give up since the agent started; for the heartbeat. */
    public long droppedLines() {
        return spool.droppedLines();
    }

    @Override
    public void started(RunningContainer container) {
        if (isInReach(container)) {
            files.compute(container.containerId(), (id, file) -> file == null ? follow(container) : file.goOn());
        } else {
            streams.computeIfAbsent(container.containerId(), id -> stream(container));
        }
    }

    @Override
    public void ended(RunningContainer container) {
        var stream = streams.remove(container.containerId());
        if (stream != null) {
            close(stream);
            return;
        }
        if (isInReach(container)) {
            // Also for a container that ended while no agent was there: its last lines are still in the file.
            var drained = files.computeIfAbsent(container.containerId(), id -> follow(container))
                    .end();
            LockSupport.unpark(thread);
            await(drained);
        }
    }

    /** Adds a line of the router's access log. Never waits; what is too much is counted. */
    public void routerLine(String appId, String instanceId, int index, int releaseNumber, String text) {
        own.add(LogEntry.Source.ROUTER, new LogOwnLines.Origin(appId, instanceId, index, releaseNumber), text);
    }

    /** Adds a line of the platform: what it did with an instance and why. Index −1 and an empty instance mean the app. */
    public void platformLine(String appId, String instanceId, int index, int releaseNumber, String text) {
        own.add(LogEntry.Source.PLATFORM, new LogOwnLines.Origin(appId, instanceId, index, releaseNumber), text);
    }

    @Override
    public void close() throws IOException {
        running = false;
        LockSupport.unpark(thread);
        sender.close();
        try {
            thread.join(DRAIN_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.values().forEach(LogShipper::close);
        spool.close();
    }

    private void run() {
        long busyUntil = System.nanoTime();
        while (running) {
            boolean read = sweep();
            long now = System.nanoTime();
            busyUntil = read ? now + BUSY_FOR.toNanos() : busyUntil;
            LockSupport.parkNanos((now - busyUntil < 0 ? BUSY_SWEEP : IDLE_SWEEP).toNanos());
        }
    }

    private boolean sweep() {
        boolean read = queue.drain(QUEUED_PER_SWEEP, gather::add, gather::lost);
        var ended = new ArrayList<LogFollowed>();
        for (var file : files.entrySet()) {
            boolean ending = file.getValue().isEnding();
            int chunks = sweep(file.getValue());
            read |= chunks > 0;
            if (ending && chunks < CHUNKS_PER_SWEEP) {
                finish(file.getKey(), file.getValue());
                ended.add(file.getValue());
            }
        }
        gather.endSweep(System.nanoTime());
        ended.forEach(LogFollowed::drained);
        return read;
    }

    /** Reads up to a number of chunks and returns how many it read: a container that writes a lot leaves the others their turn. */
    private int sweep(LogFollowed followed) {
        int chunks = 0;
        try {
            while (chunks < CHUNKS_PER_SWEEP && followed.poll(chunk, gather)) {
                chunks++;
                if (gather.isFull()) {
                    gather.flush();
                }
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("app", followed.appId())
                    .setCause(e)
                    .log("A log file could not be read; trying again");
        }
        return chunks;
    }

    private void finish(String containerId, LogFollowed followed) {
        if (files.computeIfPresent(containerId, (id, file) -> file.isEnding() ? null : file) != null) {
            // Started again meanwhile.
            return;
        }
        try {
            followed.finish(gather);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("app", followed.appId())
                    .setCause(e)
                    .log("A log file could not be read to its end");
        }
        if (files.values().stream().noneMatch(other -> other.appId().equals(followed.appId()))) {
            gather.forget(followed.appId());
        }
    }

    private LogFollowed follow(RunningContainer container) {
        return new LogFollowed(container, spool.position(container.containerId()), gather);
    }

    private LogApiFollow stream(RunningContainer container) {
        LOG.atWarn()
                .addKeyValue("instance", container.instanceId())
                .log("The engine's log file is out of reach; following its API instead");
        return new LogApiFollow(container, 0, source, queue, clock);
    }

    private static boolean isInReach(RunningContainer container) {
        if (container.logPath().isEmpty()) {
            return false;
        }
        var file = Path.of(container.logPath());
        var folder = file.toAbsolutePath().getParent();
        // The engine makes the file with the first line, so a readable folder is enough.
        return Files.isReadable(file) || (Files.notExists(file) && folder != null && Files.isReadable(folder));
    }

    private static void await(CompletableFuture<Void> drained) {
        try {
            drained.get(DRAIN_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("The end of a log could not be read in time; it is read on while its file is open");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(LogApiFollow stream) {
        try {
            stream.close();
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("Log stream of the engine did not close");
        }
    }
}
