package io.slipway.router;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of TCP routes that a router listens on: those of its table, from the start of the router to its end. A port that something
 * else has is tried again until it is free; the others are not concerned. Thread-safe.
 *
 * <p>Two processes of one host may listen on the same port for the moment of a hand-over, which the kernel allows to sockets that say so
 * both. In an ordinary start this must not hide that another program has the port, so that is looked at before.
 */
final class TcpListeners {

    private static final Logger log = LoggerFactory.getLogger(TcpListeners.class);
    private static final long AGAIN_SECONDS = 2;

    private final ServerBootstrap bootstrap;
    private final String address;
    private final EventLoop timer;
    private final BiConsumer<SocketChannel, Integer> accept;
    private final Map<Integer, Channel> open = new HashMap<>();
    private final Set<Integer> refused = new TreeSet<>();
    private Set<Integer> wanted = Set.of();
    private boolean listening;
    /** Whether refused ports are about to be tried again. */
    private boolean waiting;

    /**
     * None yet.
     *
     * @param bootstrap to listen with
     * @param timer tries again
     * @param accept takes each connection with the port that it came to, on the connection's own loop
     */
    TcpListeners(
            ServerBootstrap bootstrap, String address, EventLoop timer, BiConsumer<SocketChannel, Integer> accept) {
        this.bootstrap = bootstrap
                .clone()
                .option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.AUTO_READ, false);
        TcpConnections.PROBES.forEach(this.bootstrap::childOption);
        this.address = address;
        this.timer = timer;
        this.accept = accept;
    }

    /** Listens on these ports and no others, once it has started. Returns at once. */
    synchronized void follow(Set<Integer> ports) {
        wanted = Set.copyOf(ports);
        refused.retainAll(wanted);
        open.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        if (listening) {
            openMissing(false);
        }
    }

    /**
     * Starts to listen; returns when every port was tried.
     *
     * @param beside whether another process of this host listens on the same ports and is about to stop that
     */
    void start(boolean beside) {
        List<ChannelFuture> tried;
        synchronized (this) {
            listening = true;
            tried = openMissing(beside);
        }
        tried.forEach(ChannelFuture::awaitUninterruptibly);
    }

    /** Takes no connection any more. */
    void stop() {
        List<Channel> closing;
        synchronized (this) {
            listening = false;
            refused.clear();
            closing = List.copyOf(open.values());
            open.clear();
        }
        closing.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    /** Ports that something else has. */
    synchronized List<Integer> refused() {
        return List.copyOf(refused);
    }

    private List<ChannelFuture> openMissing(boolean beside) {
        List<ChannelFuture> tried = new ArrayList<>();
        for (int port : wanted) {
            if (open.containsKey(port)) {
                continue;
            }
            if (beside || isFree(port)) {
                ChannelFuture bound = bind(port);
                open.put(port, bound.channel());
                bound.addListener(done -> bound(port, bound));
                tried.add(bound);
            } else {
                refuse(port);
            }
        }
        return tried;
    }

    private ChannelFuture bind(int port) {
        return bootstrap
                .clone()
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept.accept(channel, port);
                    }
                })
                .bind(new InetSocketAddress(address, port));
    }

    private synchronized void bound(int port, ChannelFuture bound) {
        if (bound.isSuccess()) {
            refused.remove(port);
        } else if (open.remove(port, bound.channel())) {
            refuse(port);
        }
    }

    private void refuse(int port) {
        if (refused.add(port)) {
            log.atWarn()
                    .addKeyValue("port", port)
                    .log("The port of a TCP route is taken by another program of this host; trying again");
        }
        if (!waiting) {
            waiting = true;
            timer.schedule(this::again, AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private synchronized void again() {
        waiting = false;
        if (listening && !refused.isEmpty()) {
            openMissing(false);
        }
    }

    /** Whether nobody listens there, whatever he allows to others. */
    private boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
