package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's connection: reads one request after the other and lets its exchange carry each out. */
final class ClientConnection extends ChannelInboundHandlerAdapter implements ChannelFutureListener {

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        HEAD,
        EXCHANGE,
        /** The last answer is on its way; what the client still sends is read and dropped, or a reset could overtake the answer. */
        LINGER
    }

    private final Lane lane;
    private final Channel channel;
    private final ClientInput input;
    private final ClientOutput out;
    private final KnownHost host = new KnownHost();
    private final Exchange exchange;
    private final RequestReader reader;
    private final byte[] addressText;
    private final byte[] portText;
    private State state = State.HEAD;
    private boolean advancing;
    private long deadline;
    private int place;

    ClientConnection(Lane lane, Channel channel) {
        this.lane = lane;
        this.channel = channel;
        this.input = new ClientInput(channel);
        this.reader = new RequestReader(lane);
        this.out = new ClientOutput(channel, lane.allocator());
        this.exchange = new Exchange(this, lane);
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        addressText = ByteWriter.ascii(remote.getAddress().getHostAddress());
        portText = ByteWriter.ascii(":" + remote.getPort());
        // A client that connects and says nothing gets the time of a head, not that of a pause between requests.
        deadline = lane.nanos() + lane.properties().headerTimeout().toNanos();
        lane.add(this);
    }

    byte[] addressText() {
        return addressText;
    }

    byte[] portText() {
        return portText;
    }

    int place() {
        return place;
    }

    void setPlace(int place) {
        this.place = place;
    }

    void setDeadline(long nanos) {
        deadline = nanos;
    }

    /** See {@link Exchange#silentSince}. */
    @Nullable
    Upstream silentSince(long nanos) {
        return exchange.silentSince(nanos);
    }

    /** See {@link Exchange#forsake}. */
    void forsake(Upstream silent) {
        exchange.forsake(silent);
    }

    ClientOutput out() {
        return out;
    }

    KnownHost host() {
        return host;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.LINGER) {
            ((ByteBuf) message).release();
            return;
        }
        input.append((ByteBuf) message);
        advance();
    }

    /** Goes on with what was read; called again whenever something that it waited for has happened. */
    void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            for (ByteBuf in = input.readable(); in != null && step(in); in = input.readable()) {}
        } catch (BadMessage e) {
            refuse(e);
        } finally {
            advancing = false;
        }
        settle();
    }

    private boolean step(ByteBuf in) {
        return switch (state) {
            case HEAD -> readHead(in);
            case EXCHANGE -> exchange.relayRequest(in);
            case LINGER -> {
                in.skipBytes(in.readableBytes());
                yield false;
            }
        };
    }

    private void settle() {
        input.trim();
        if (state == State.EXCHANGE) {
            exchange.flushToUpstream();
        }
        // Input that cannot be used now must not pile up.
        setReading(input.isEmpty() || state != State.EXCHANGE);
        out.flush();
    }

    private void setReading(boolean wanted) {
        input.setReading(wanted && !(state == State.EXCHANGE && exchange.isUpstreamFull()));
    }

    private boolean readHead(ByteBuf in) {
        if (reader.isUntouched()) {
            deadline = lane.nanos() + lane.properties().headerTimeout().toNanos();
        }
        RequestHead head = reader.next(in);
        if (head == null) {
            return false;
        }
        state = State.EXCHANGE;
        exchange.begin(head, in);
        return true;
    }

    /** Answers a request that is no request, and reads no further. */
    private void refuse(BadMessage reason) {
        if (state == State.EXCHANGE && exchange.abort(reason)) {
            return;
        }
        ByteWriter answer = lane.writer();
        RouterAnswer.refusal(reason).writeTo(answer, false, false);
        out.send(answer, 0);
        linger();
    }

    /** The exchange is over: on to the next request, or to the end of the connection. */
    void exchangeEnded(boolean keepAlive) {
        if (state != State.EXCHANGE) {
            return;
        }
        if (!keepAlive) {
            linger();
            return;
        }
        state = State.HEAD;
        reader.reset();
        deadline = lane.nanos() + lane.properties().clientIdleTimeout().toNanos();
        advance();
    }

    private void linger() {
        state = State.LINGER;
        deadline = lane.nanos() + lane.properties().responseTimeout().toNanos();
        dropInput();
        setReading(true);
        out.flush();
        // What is queued has to be out before the output is shut, or it would be dropped.
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(this);
    }

    /** Everything was sent: now the client may close. */
    @Override
    public void operationComplete(ChannelFuture flushed) {
        deadline = lane.nanos() + LINGER_NANOS;
        if (flushed.isSuccess() && channel.isActive()) {
            ((SocketChannel) channel).shutdownOutput();
        }
    }

    void cut() {
        channel.close();
    }

    /** See {@link Exchange#leaveSoonIfOn}. */
    void leaveSoonIfOn(List<Upstream> removed) {
        if (state == State.EXCHANGE) {
            exchange.leaveSoonIfOn(removed);
        }
    }

    /** See {@link Exchange#leaveSoon}. */
    void leaveSoon() {
        if (state == State.EXCHANGE) {
            exchange.leaveSoon();
        }
    }

    void cutIfOn(List<Upstream> removed) {
        if (state == State.EXCHANGE) {
            exchange.cutIfOn(removed);
        }
    }

    void closeIfIdle() {
        if (state == State.HEAD && input.isEmpty()) {
            channel.close();
        }
    }

    void checkDeadline(long now) {
        if (deadline == 0 || now - deadline < 0) {
            return;
        }
        deadline = 0;
        switch (state) {
            case HEAD -> {
                if (input.isEmpty()) {
                    channel.close();
                } else {
                    refuse(new BadMessage(408, "the request did not arrive in time"));
                }
            }
            case EXCHANGE -> exchange.timedOut();
            case LINGER -> channel.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (state == State.EXCHANGE) {
            exchange.clientWritabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lane.remove(this);
        lane.state().clients().leave();
        deadline = 0;
        dropInput();
        out.release();
        State last = state;
        state = State.LINGER;
        if (last == State.EXCHANGE) {
            exchange.clientGone();
        }
    }

    private void dropInput() {
        if (advancing) {
            input.skip();
        } else {
            input.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Lane.report(cause);
        context.close();
    }
}
