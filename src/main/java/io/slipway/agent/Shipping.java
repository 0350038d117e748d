package io.slipway.agent;

import io.slipway.kernel.AppId;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;
import io.slipway.protocol.TrafficSample;
import io.slipway.router.AccessLog;
import io.slipway.router.AccessLogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines and measurements of this host on their way to the server. */
final class Shipping implements LinkWatcher, AccessLog, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Shipping.class);
    /** What the spool may take of the disk while the server is away; then the oldest lines go and are counted. */
    private static final long SPOOL_BYTES = 256L * 1024 * 1024;

    private static final Path MACHINE = Path.of("/");

    private final LogShipper logs;
    private final MetricShipper metrics = new MetricShipper(UUID.randomUUID().toString());
    private final RunningContainers containers = new RunningContainers();
    private final MetricLoop loop;

    /** Starts following and measuring; {@code traffic} tells what the router answered since it was asked last. */
    Shipping(PrivateFiles files, ContainerRuntime runtime, Clock clock, Supplier<List<TrafficSample>> traffic)
            throws IOException {
        logs = new LogShipper(
                files.folder().resolve("logs"),
                SPOOL_BYTES,
                (id, since, sink) -> follow(runtime, id, since, sink),
                clock);
        var sampler = new MetricSampler(
                containers::all,
                traffic,
                new CgroupReader(MACHINE),
                new NetDevReader(MACHINE),
                clock,
                System::nanoTime);
        loop = new MetricLoop(sampler, metrics, clock);
        logs.start();
        loop.start();
    }

    /** Who must know of running containers. */
    List<ContainerWatcher> watchers() {
        return List.of(logs, containers);
    }

    @Override
    public void record(AccessLogEntry entry) {
        var endpoint = entry.endpoint();
        logs.routerLine(
                entry.appId().toString(),
                endpoint.map(each -> each.instanceId().toString()).orElse(""),
                endpoint.map(each -> each.index()).orElse(-1),
                endpoint.map(each -> each.release()).orElse(0),
                entry.text());
    }

    @Override
    public void tell(AppId appId, String sentence) {
        logs.platformLine(appId.toString(), "", -1, 0, sentence);
    }

    /** Lines that were lost in the spool. */
    long droppedLines() {
        return logs.droppedLines();
    }

    @Override
    public void connected(AgentLinkStub link) {
        logs.connected(link);
        metrics.connected(link);
    }

    @Override
    public void disconnected() {
        logs.disconnected();
        metrics.disconnected();
    }

    @Override
    public void close() {
        loop.close();
        try {
            logs.close();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("The log spool did not close cleanly; it recovers at the next start");
        }
    }

    private static AutoCloseable follow(ContainerRuntime runtime, String id, int since, LogFollowSource.Sink sink) {
        return runtime.followLogs(id, since, chunk -> sink.chunk(chunk.stderr(), chunk.content()));
    }
}
