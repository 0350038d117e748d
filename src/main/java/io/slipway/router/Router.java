package io.slipway.router;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.slipway.kernel.AppId;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes HTTP/1.1 requests and passes each to an instance of the app that its host and path lead to; and connections to the ports of TCP
 * routes, whose bytes it passes as they are. Thread-safe.
 *
 * <p>Every connection belongs to one lane (event loop), with the connections to instances that serve it; what lanes share is the
 * current {@link RouteIndex} and the endpoints' in-flight counts. A new table is in force when every lane has passed a barrier.
 */
public final class Router implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final long CLOSE_POLL_MILLIS = 10;

    private final RouterProperties properties;
    private final RoutingState state = new RoutingState();
    private final MultiThreadIoEventLoopGroup group;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<LongConsumer> drainListeners = new CopyOnWriteArrayList<>();
    private final NarrowedCookies cookies;
    private final DrainWatch drains;
    private final TcpListeners tcp;
    private volatile long appliedVersion;
    private @Nullable Channel listener;
    private boolean closed;

    /** A router that is not listening yet. */
    public Router(RouterProperties properties, TrafficRecorder recorder, AccessLog accessLog) {
        this(properties, recorder, accessLog, Clock.systemUTC());
    }

    /** A router that is not listening yet; {@code clock} dates log lines and {@code X-Request-Start}. */
    public Router(RouterProperties properties, TrafficRecorder recorder, AccessLog accessLog, Clock clock) {
        this(properties, TcpLimits.DEFAULTS, recorder, accessLog, clock);
    }

    /** A router with other limits of TCP routes that is not listening yet. */
    Router(
            RouterProperties properties,
            TcpLimits tcpLimits,
            TrafficRecorder recorder,
            AccessLog accessLog,
            Clock clock) {
        this.properties = properties;
        cookies = new NarrowedCookies(accessLog, clock);
        group = new MultiThreadIoEventLoopGroup(
                properties.eventLoopThreads(), new DefaultThreadFactory("router", true), NioIoHandler.newFactory());
        LaneServices services = new LaneServices(state, recorder, accessLog, clock, cookies, tcpLimits);
        for (int number = 0; number < properties.eventLoopThreads(); number++) {
            lanes.add(new Lane(number, group.next(), properties, services));
        }
        lanes.forEach(Lane::start);
        EventLoop first = lanes.getFirst().loop();
        drains = new DrainWatch(first, List.copyOf(lanes), drainListeners);
        tcp = new TcpListeners(
                bootstrap().channel(NioServerSocketChannel.class),
                properties.bindAddress(),
                first,
                (channel, port) -> laneOf(channel.eventLoop()).tcp().accept(channel, port));
    }

    /** Starts to listen; throws {@link IllegalStateException} that names the address and port if that is not possible. */
    public synchronized void start() {
        ChannelFuture bound = bootstrap()
                .childHandler(httpClients())
                .channel(NioServerSocketChannel.class)
                .bind(new InetSocketAddress(properties.bindAddress(), properties.port()))
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw new IllegalStateException(
                    "The router cannot listen on " + properties.bindAddress() + " port " + properties.port() + ": "
                            + cause.getMessage()
                            + ". Stop the program that uses this port, or give the router another one with --router-port.",
                    cause);
        }
        listener = bound.channel();
        tcp.start(false);
    }

    /**
     * Starts to take connections from a socket that listens already, beside whoever else does; ports of TCP routes are opened beside
     * that process, too.
     */
    public synchronized void start(ServerSocketChannel listening) {
        listener = bootstrap()
                .childHandler(httpClients())
                .channelFactory(() -> new NioServerSocketChannel(listening))
                .register()
                .syncUninterruptibly()
                .channel();
        tcp.start(true);
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(group)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true);
    }

    private ChannelInitializer<SocketChannel> httpClients() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                accept(channel);
            }
        };
    }

    private void accept(SocketChannel channel) {
        if (!state.clients().enter(properties.maxConnections())) {
            channel.close();
            return;
        }
        channel.pipeline().addLast(new ClientConnection(laneOf(channel.eventLoop()), channel));
    }

    private Lane laneOf(EventLoop loop) {
        for (Lane lane : lanes) {
            if (lane.loop() == loop) {
                return lane;
            }
        }
        throw new IllegalStateException("A channel on a foreign event loop");
    }

    /** The port that the router listens on. */
    public synchronized int port() {
        Channel open = listener;
        if (open == null) {
            throw new IllegalStateException("The router was not started");
        }
        return ((InetSocketAddress) open.localAddress()).getPort();
    }

    /**
     * Puts a table in force. Returns at once: {@link #appliedVersion()} rises when no thread chooses an endpoint of the old table any more,
     * {@link #drainedVersion()} when what still ran on removed endpoints has ended or was cut. Does nothing once the router closes.
     */
    public synchronized void apply(RoutingTable table) {
        if (state.isClosing()) {
            return;
        }
        RouteIndex old = state.index();
        RouteIndex next = old.next(table, lanes.size());
        List<Upstream> removed = old.missingIn(next);
        Set<String> removedTcpRoutes = old.tcpRoutesMissingIn(next);
        removed.forEach(Upstream::remove);
        state.replace(next);
        tcp.follow(next.ports());
        Set<AppId> apps = Stream.concat(
                        table.routes().stream().map(Route::appId),
                        table.tcpRoutes().stream().map(TcpRoute::appId))
                .collect(Collectors.toSet());
        cookies.keep(apps);
        AtomicInteger outstanding = new AtomicInteger(lanes.size());
        for (Lane lane : lanes) {
            lane.loop().execute(() -> {
                lane.withdraw(removed);
                lane.keepOwnAnswers(apps);
                lane.endLater(removedTcpRoutes);
                if (outstanding.decrementAndGet() == 0) {
                    applied(table.version(), removed);
                }
            });
        }
    }

    private void applied(long version, List<Upstream> removed) {
        appliedVersion = version;
        long deadline = System.nanoTime() + properties.drainTimeout().toNanos();
        lanes.getFirst().loop().execute(() -> drains.add(version, removed, deadline));
    }

    /** Ports of TCP routes that another program of this host has, so that they are not served here; usually none. */
    public List<Integer> refusedPorts() {
        return tcp.refused();
    }

    /** The version of the last table that is in force on all threads; 0 at first. */
    public long appliedVersion() {
        return appliedVersion;
    }

    /** The version of the last table whose removed endpoints, and those of all tables before it, have no requests any more. */
    public long drainedVersion() {
        return drains.drainedVersion();
    }

    /** Calls {@code listener} with {@link #drainedVersion()} whenever it changes, on a router thread: it must not block. */
    public void onDrained(LongConsumer listener) {
        drainListeners.add(listener);
    }

    /**
     * Accepts no connection any more, since another process does. Clients that are connected are still served: each is told at its next
     * answer to connect anew. Returns when none is left, or when the grace is over.
     */
    public synchronized void stopListening(Duration grace) {
        stopListening();
        awaitClients(grace, lane -> {});
    }

    private void stopListening() {
        if (!state.isClosing()) {
            lanes.forEach(lane -> lane.loop().execute(lane::leaveSoon));
        }
        state.beginClosing();
        tcp.stop();
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
    }

    /** Stops listening, lets requests end within the drain time-out, cuts the rest and frees everything. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopListening();
        if (listener != null) {
            awaitClients(properties.drainTimeout(), Lane::closeIdleClients);
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void awaitClients(Duration patience, Consumer<Lane> meanwhile) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (clientsAfter(meanwhile) > 0 && System.nanoTime() - deadline < 0) {
                Thread.sleep(CLOSE_POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int clientsAfter(Consumer<Lane> act) {
        AtomicInteger open = new AtomicInteger();
        for (Lane lane : lanes) {
            lane.loop()
                    .submit(() -> {
                        act.accept(lane);
                        open.addAndGet(lane.clientCount());
                    })
                    .awaitUninterruptibly();
        }
        return open.get();
    }
}
