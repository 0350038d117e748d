package io.slipway.router;

import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection to a TCP route, joined with one to an instance: bytes pass both ways as they are, each way ends by itself, and
 * when one side breaks off so does the other. All of it runs on one lane.
 */
final class TcpConnection {

    /** Who or what ended a connection. */
    enum End {
        CLIENT("client"),
        INSTANCE("instance"),
        DRAIN("drain"),
        REMOVED("route removed"),
        IDLE("idle"),
        NO_INSTANCE("no instance"),
        LIMIT("limit");

        final String word;

        End(String word) {
            this.word = word;
        }
    }

    private final Lane lane;
    private final TcpConnections connections;
    private final LiveTcpRoute route;
    private final boolean admitted;
    private final TcpSide client;
    private final TcpTally tally;
    private final List<Upstream> failed = new ArrayList<>(2);
    private @Nullable Upstream upstream;
    private @Nullable TcpSide instance;
    private @Nullable End end;
    private long lastByte;
    private boolean over;

    /** @param admitted whether there is room for it; without, it only ends */
    TcpConnection(Lane lane, TcpConnections connections, LiveTcpRoute route, SocketChannel channel, boolean admitted) {
        this.lane = lane;
        this.connections = connections;
        this.route = route;
        this.admitted = admitted;
        this.client = new TcpSide(this, channel);
        this.tally = new TcpTally(lane, route.route(), channel.remoteAddress());
        this.lastByte = lane.nanos();
        channel.pipeline().addLast(client);
    }

    /** Looks for an instance; nothing is read from the client until one has taken the connection, so each may be tried. */
    void begin() {
        if (admitted) {
            tryNext();
        } else {
            end(End.LIMIT);
        }
    }

    private void tryNext() {
        LiveTcpRoute present = connections.present(route);
        Upstream next = failed.size() < lane.properties().attempts() && present != null
                ? present.choose(lane.random(), lane.nanos(), failed)
                : null;
        if (next == null) {
            end(End.NO_INSTANCE);
            return;
        }
        upstream = next;
        next.begin();
        connections.connect(next).addListener((ChannelFuture made) -> connected(next, made));
    }

    private void connected(Upstream asked, ChannelFuture made) {
        if (over) {
            made.channel().close();
        } else if (made.isSuccess()) {
            join(asked, (SocketChannel) made.channel());
        } else {
            asked.end();
            upstream = null;
            lane.silence().noConnection(asked, made.cause());
            failed.add(asked);
            tryNext();
        }
    }

    private void join(Upstream taken, SocketChannel channel) {
        taken.answered();
        tally.taken(taken);
        TcpSide side = new TcpSide(this, channel);
        instance = side;
        channel.pipeline().addLast(side);
        touch();
        client.leadTo(side);
        side.leadTo(client);
        if (!channel.isOpen()) {
            closed(side);
        }
    }

    void touch() {
        lastByte = lane.nanos();
    }

    void closeIfIdleSince(long nanos) {
        if (lastByte - nanos < 0) {
            end(End.IDLE);
        }
    }

    void endIfOn(List<Upstream> removed) {
        Upstream used = upstream;
        if (used != null && removed.contains(used)) {
            end(End.DRAIN);
        }
    }

    void endIfOf(Set<String> routes) {
        if (routes.contains(route.route().id())) {
            end(End.REMOVED);
        }
    }

    /** One side has said all it has to say. */
    void ended(TcpSide side) {
        noteEnd(side);
        TcpSide peer = peerOf(side);
        if (peer == null) {
            return;
        }
        if (peer.isEnded()) {
            side.closeInOrder();
            peer.closeInOrder();
        } else {
            peer.endOutput();
        }
    }

    /** One side is gone. */
    void closed(TcpSide side) {
        noteEnd(side);
        TcpSide peer = peerOf(side);
        if (peer != null && peer.isOpen()) {
            peer.closeInOrder();
        }
        finishIfOver();
    }

    /** One side broke off, maybe in the middle of something: the other must not take that for its end. */
    void broken(TcpSide side) {
        noteEnd(side);
        side.close();
        TcpSide peer = peerOf(side);
        if (peer != null) {
            peer.reset();
        }
    }

    private void end(End reason) {
        if (end == null) {
            end = reason;
        }
        client.close();
        TcpSide side = instance;
        if (side != null) {
            side.close();
        }
    }

    private void noteEnd(TcpSide side) {
        if (end == null) {
            end = side == client ? End.CLIENT : End.INSTANCE;
        }
    }

    private @Nullable TcpSide peerOf(TcpSide side) {
        return side == client ? instance : client;
    }

    private void finishIfOver() {
        TcpSide side = instance;
        if (over || client.isOpen() || (side != null && side.isOpen())) {
            return;
        }
        over = true;
        connections.remove(this);
        Upstream used = upstream;
        if (used != null) {
            used.end();
        }
        long down = side == null ? 0 : side.bytes();
        tally.ended(used, client.bytes(), down, failed.size(), end == null ? End.CLIENT : end);
    }

    LiveTcpRoute route() {
        return route;
    }

    boolean isAdmitted() {
        return admitted;
    }
}
