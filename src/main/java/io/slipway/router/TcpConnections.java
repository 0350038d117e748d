package io.slipway.router;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** The connections to TCP routes that one lane has. */
final class TcpConnections {

    /** Seconds: a peer that is gone without a word is noticed after two minutes. */
    static final Map<ChannelOption<Integer>, Integer> PROBES = Map.of(
            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), 60,
            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), 15,
            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), 4);

    private final Lane lane;
    private final TcpLimits limits;
    private final Set<TcpConnection> open = new LinkedHashSet<>();

    TcpConnections(Lane lane, TcpLimits limits) {
        this.lane = lane;
        this.limits = limits;
    }

    /** A client has come to a port. */
    void accept(SocketChannel client, int port) {
        LiveTcpRoute route = lane.state().index().ofPort(port);
        if (route == null) {
            client.close();
            return;
        }
        boolean admitted = admit(route);
        TcpConnection connection = new TcpConnection(lane, this, route, client, admitted);
        open.add(connection);
        connection.begin();
    }

    private boolean admit(LiveTcpRoute route) {
        if (!lane.state().tcpClients().enter(limits.maxConnections())) {
            return false;
        }
        boolean admitted = route.connections().enter(limits.maxConnectionsPerRoute());
        if (!admitted) {
            lane.state().tcpClients().leave();
        }
        return admitted;
    }

    /** The same route as the newest table has it; null when it is gone. */
    @Nullable
    LiveTcpRoute present(LiveTcpRoute known) {
        LiveTcpRoute present = lane.state().index().ofPort(known.route().port());
        return present != null && present.route().id().equals(known.route().id()) ? present : null;
    }

    ChannelFuture connect(Upstream upstream) {
        Bootstrap bootstrap = new Bootstrap()
                .group(lane.loop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, lane.allocator())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        lane.properties().connectTimeout().toMillis())
                .handler(new ChannelInboundHandlerAdapter());
        PROBES.forEach(bootstrap::option);
        return bootstrap.connect(upstream.address());
    }

    void remove(TcpConnection connection) {
        open.remove(connection);
        if (connection.isAdmitted()) {
            connection.route().connections().leave();
            lane.state().tcpClients().leave();
        }
    }

    /** Ends what has been silent for too long. */
    void sweep(long now) {
        long since = now - limits.idleTimeout().toNanos();
        each(connection -> connection.closeIfIdleSince(since));
    }

    /** Ends what is still on endpoints that left the table. */
    void endOn(List<Upstream> removed) {
        each(connection -> connection.endIfOn(removed));
    }

    /** Ends what is still on routes that are gone. */
    void endOf(Set<String> routes) {
        each(connection -> connection.endIfOf(routes));
    }

    int count() {
        return open.size();
    }

    private void each(Consumer<TcpConnection> action) {
        if (!open.isEmpty()) {
            List.copyOf(open).forEach(action);
        }
    }
}
