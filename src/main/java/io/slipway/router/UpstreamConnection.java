package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A connection to an instance: reads responses and hands them to the exchange that it works for, one at a time. */
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements ChannelFutureListener {

    private enum State {
        IDLE,
        HEAD,
        BODY,
        TUNNEL
    }

    private final Lane lane;
    private final UpstreamPool pool;
    private final ResponseReader reader;
    private State state = State.IDLE;
    private @Nullable Channel channel;
    private @Nullable Exchange exchange;
    private @Nullable ByteBuf pending;
    private boolean answered;
    private boolean reused;
    private long idleSince;

    UpstreamConnection(Lane lane, UpstreamPool pool, Exchange exchange) {
        this.lane = lane;
        this.pool = pool;
        this.reader = new ResponseReader(lane);
        this.exchange = exchange;
    }

    @Override
    public void operationComplete(ChannelFuture connected) {
        channel = connected.channel();
        Exchange waiting = exchange;
        if (waiting == null) {
            close();
        } else if (connected.isSuccess()) {
            waiting.connected(this);
        } else {
            exchange = null;
            waiting.connectFailed(connected.cause());
        }
    }

    /** Takes a waiting connection into use. */
    void attach(Exchange next) {
        exchange = next;
        reused = true;
    }

    /** Leaves the exchange, which wants nothing of this connection any more. */
    void abandon() {
        exchange = null;
        close();
    }

    void close() {
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    /** Sends bytes of a request, unflushed. */
    void write(ByteBuf bytes) {
        Channel open = open();
        open.write(bytes, open.voidPromise());
    }

    void flush() {
        open().flush();
    }

    void expectResponse() {
        state = State.HEAD;
        answered = false;
    }

    boolean isActive() {
        return open().isActive();
    }

    boolean isWritable() {
        return open().isWritable();
    }

    void setReading(boolean reading) {
        open().config().setAutoRead(reading);
    }

    boolean isReused() {
        return reused;
    }

    long idleSince() {
        return idleSince;
    }

    private Channel open() {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("Not connected");
        }
        return open;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (exchange == null || state == State.IDLE) {
            // Bytes that nobody asked for would be taken for the answer to the next request.
            in.release();
            context.close();
            return;
        }
        answered = true;
        pending = InputBuffer.append(pending, in);
        advance(pending);
    }

    private void advance(ByteBuf in) {
        Exchange current = exchange;
        try {
            boolean progress = true;
            while (progress && exchange != null) {
                progress = switch (state) {
                    case HEAD -> readHead(exchange, in);
                    case BODY -> readBody(exchange, in);
                    case TUNNEL -> tunnel(exchange, in);
                    case IDLE -> false;
                };
            }
        } catch (BadMessage e) {
            fail(e);
        }
        if (!in.isReadable() && pending == in) {
            in.release();
            pending = null;
        }
        if (current != null) {
            current.flushToClient();
        }
    }

    private void fail(BadMessage reason) {
        Exchange current = exchange;
        exchange = null;
        close();
        if (current != null) {
            current.badResponse(reason);
        }
    }

    private boolean readHead(Exchange current, ByteBuf in) {
        ResponseHead head = reader.head(in);
        if (head == null) {
            return false;
        }
        if (head.status < 200) {
            return readInformational(current, head);
        }
        reader.expectBody(head, current.traits().head());
        current.responseHead(head, reader.framing(), in.readableBytes());
        state = State.BODY;
        return !endIfComplete(in);
    }

    private boolean readInformational(Exchange current, ResponseHead head) {
        if (head.status != 101) {
            return true;
        }
        if (!current.traits().webSocket() || !head.hop.websocket) {
            throw BadMessage.malformed("101 was not asked for");
        }
        state = State.TUNNEL;
        current.switchedProtocols(head);
        return true;
    }

    private boolean readBody(Exchange current, ByteBuf in) {
        int count = reader.available(in);
        if (count > 0) {
            current.responseBody(in, count);
            reader.taken(count);
        }
        return !endIfComplete(in) && count > 0;
    }

    private boolean endIfComplete(ByteBuf in) {
        if (!reader.isAtEnd()) {
            return false;
        }
        end(reader.keepsAlive() && !in.isReadable());
        return true;
    }

    private void end(boolean reusable) {
        Exchange done = exchange;
        exchange = null;
        state = State.IDLE;
        if (done == null) {
            return;
        }
        idleSince = lane.nanos();
        if (!(reusable && done.isRequestSent() && pool.give(this))) {
            close();
        }
        done.responseEnd();
    }

    private boolean tunnel(Exchange current, ByteBuf in) {
        if (in.isReadable()) {
            current.responseBody(in, in.readableBytes());
        }
        return false;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null && context.channel().isWritable()) {
            exchange.upstreamWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (pending != null) {
            pending.release();
            pending = null;
        }
        Exchange current = exchange;
        if (current == null) {
            pool.forget(this);
            return;
        }
        if (state == State.BODY && reader.framing() == BodyCursor.Framing.UNTIL_CLOSE) {
            end(false);
            current.flushToClient();
            return;
        }
        exchange = null;
        switch (state) {
            case HEAD -> current.closedUnanswered(this, answered);
            case BODY -> current.badResponse(BadMessage.malformed("the response ended early"));
            case TUNNEL -> current.tunnelEnded();
            case IDLE -> {}
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Lane.report(cause);
        context.close();
    }
}
