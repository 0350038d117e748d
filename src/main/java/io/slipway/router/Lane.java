package io.slipway.router;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.slipway.kernel.AppId;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop and what it owns: its clients' connections, its pools, its counters and the memory that it reads heads into.
 * A request stays on one lane from its first byte to its last, so nothing here needs a lock.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final long MAX_SWEEP_MILLIS = 500;
    private static final int SCRATCH = 4 * 1024;

    private final int number;
    private final EventLoop loop;
    private final RouterProperties properties;
    private final RoutingState state;
    private final TrafficRecorder recorder;
    private final AccessLog accessLog;
    private final Clock clock;
    private final NarrowedCookies narrowedCookies;
    private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final SplittableRandom random = new SplittableRandom();
    private final RequestHead requestHead;
    private final ResponseHead responseHead;
    private final ByteWriter writer = new ByteWriter(SCRATCH);
    private final AccessLogLine accessLogLine = new AccessLogLine();
    private final List<ClientConnection> clients = new ArrayList<>();
    private final List<UpstreamPool> pools = new ArrayList<>();
    private final Map<AppId, TrafficCounters> ownAnswers = new HashMap<>();
    private final SilenceWatch silence = new SilenceWatch(this);
    private final TcpConnections tcp;
    private byte[] scratch = new byte[SCRATCH];

    Lane(int number, EventLoop loop, RouterProperties properties, LaneServices services) {
        this.number = number;
        this.loop = loop;
        this.properties = properties;
        this.state = services.state();
        this.recorder = services.recorder();
        this.accessLog = services.accessLog();
        this.clock = services.clock();
        this.narrowedCookies = services.cookies();
        this.tcp = new TcpConnections(this, services.tcpLimits());
        this.requestHead = new RequestHead(properties);
        this.responseHead = new ResponseHead(properties);
    }

    /** Logs what should not happen; that peers reset connections is daily business. */
    static void report(Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.atWarn().setCause(cause).log("Connection closed because of an unexpected error");
        }
    }

    /** Starts looking for connections whose time is over. */
    void start() {
        long shortest = Math.min(
                properties.headerTimeout().toMillis(),
                properties.responseTimeout().toMillis());
        long every = Math.max(1, Math.min(MAX_SWEEP_MILLIS, shortest / 4));
        loop.scheduleWithFixedDelay(this::sweep, every, every, TimeUnit.MILLISECONDS);
        loop.scheduleWithFixedDelay(
                silence::sweep, SilenceWatch.EVERY_MILLIS, SilenceWatch.EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        long now = nanos();
        for (int i = clients.size() - 1; i >= 0; i--) {
            clients.get(i).checkDeadline(now);
        }
        for (UpstreamPool pool : pools) {
            pool.closeIdleSince(now - properties.upstreamIdleTimeout().toNanos());
        }
        tcp.sweep(now);
    }

    int number() {
        return number;
    }

    EventLoop loop() {
        return loop;
    }

    RouterProperties properties() {
        return properties;
    }

    RoutingState state() {
        return state;
    }

    AccessLog accessLog() {
        return accessLog;
    }

    NarrowedCookies narrowedCookies() {
        return narrowedCookies;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    SplittableRandom random() {
        return random;
    }

    RequestHead requestHead() {
        return requestHead;
    }

    ResponseHead responseHead() {
        return responseHead;
    }

    AccessLogLine accessLogLine() {
        return accessLogLine;
    }

    /** An empty writer; its content is valid until the next call. */
    ByteWriter writer() {
        writer.clear(properties.maxHeadBytes());
        return writer;
    }

    /** Room for a head; its content is valid until the next call. */
    byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
        return scratch;
    }

    long nanos() {
        return System.nanoTime();
    }

    long epochMillis() {
        return clock.millis();
    }

    void add(ClientConnection client) {
        client.setPlace(clients.size());
        clients.add(client);
    }

    void remove(ClientConnection client) {
        ClientConnection last = clients.removeLast();
        if (last != client) {
            clients.set(client.place(), last);
            last.setPlace(client.place());
        }
    }

    UpstreamPool openPool(Upstream upstream) {
        TrafficCounters counters = recorder.open(upstream.key().appId(), upstream.endpoint());
        UpstreamPool pool = new UpstreamPool(upstream, counters, properties.pooledPerEndpoint());
        pools.add(pool);
        return pool;
    }

    /** Counts for what the router answers itself in an app's name. */
    TrafficCounters ownAnswers(AppId appId) {
        return ownAnswers.computeIfAbsent(appId, id -> recorder.open(id, null));
    }

    void connect(UpstreamConnection connection, Upstream upstream) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis())
                .handler(connection)
                .connect(upstream.address())
                .addListener(connection);
    }

    /** Closes waiting connections to endpoints that left the table, and has WebSockets on them told. */
    void withdraw(List<Upstream> removed) {
        if (!removed.isEmpty()) {
            eachClient(client -> client.leaveSoonIfOn(removed));
        }
        for (UpstreamPool pool : pools) {
            if (removed.contains(pool.upstream())) {
                pool.closeIdle();
            }
        }
    }

    /** Ends what still runs on removed endpoints, and forgets them. */
    void retire(List<Upstream> removed) {
        eachClient(client -> client.cutIfOn(removed));
        tcp.endOn(removed);
        pools.removeIf(pool -> {
            boolean gone = removed.contains(pool.upstream());
            if (gone) {
                pool.closeIdle();
                pool.counters().retire();
            }
            return gone;
        });
    }

    /** Forgets the counters of apps that have no route any more. */
    void keepOwnAnswers(Set<AppId> apps) {
        ownAnswers.entrySet().removeIf(entry -> {
            boolean gone = !apps.contains(entry.getKey());
            if (gone) {
                entry.getValue().retire();
            }
            return gone;
        });
    }

    /** Lets connections to TCP routes that are gone live as long as those to instances that are drained. */
    void endLater(Set<String> tcpRoutes) {
        if (!tcpRoutes.isEmpty() && tcp.count() > 0) {
            long wait = properties.drainTimeout().toMillis();
            loop.schedule(() -> tcp.endOf(tcpRoutes), wait, TimeUnit.MILLISECONDS);
        }
    }

    SilenceWatch silence() {
        return silence;
    }

    /** Any of them may leave meanwhile. */
    void eachClient(Consumer<ClientConnection> action) {
        List.copyOf(clients).forEach(action);
    }

    /** Closes clients that wait for nothing; the others are told at their next response. */
    void closeIdleClients() {
        eachClient(ClientConnection::closeIfIdle);
    }

    /** Its connections to TCP routes. */
    TcpConnections tcp() {
        return tcp;
    }

    /** The router ends: has every WebSocket told. */
    void leaveSoon() {
        eachClient(ClientConnection::leaveSoon);
    }

    int clientCount() {
        return clients.size() + tcp.count();
    }
}
