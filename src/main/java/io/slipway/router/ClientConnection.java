package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's connection: reads one request after the other and lets its exchange carry each out. */
final class ClientConnection extends ChannelInboundHandlerAdapter {

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int COPY_LIMIT = 4 * 1024;

    private enum State {
        HEAD,
        EXCHANGE,
        /** The last answer is on its way; what the client still sends is read and dropped, or a reset could overtake the answer. */
        LINGER
    }

    private final Lane lane;
    private final Channel channel;
    private final Exchange exchange;
    private final HeadScanner scanner = new HeadScanner();
    private final byte[] addressText;
    private final byte[] portText;
    private State state = State.HEAD;
    private @Nullable ByteBuf pending;
    private @Nullable ByteBuf out;
    private boolean unflushed;
    private boolean advancing;
    private boolean reading = true;
    private long deadline;
    private int place;

    // NUL is in no Host header, so the first request is always looked up.
    private byte[] knownHost = {0};
    private String knownHostText = "";
    private @Nullable RouteIndex knownIndex;
    private LiveRoute[] knownRoutes = {};

    ClientConnection(Lane lane, Channel channel) {
        this.lane = lane;
        this.channel = channel;
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

    boolean isWritable() {
        return channel.isWritable();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    String hostText() {
        return knownHostText;
    }

    /** The routes of the host that a request names; hardly any connection asks for more than one host. */
    LiveRoute[] routesOf(RequestHead head, RouteIndex index) {
        if (!Arrays.equals(head.bytes, head.hostStart, head.hostEnd, knownHost, 0, knownHost.length)) {
            knownHostText = RouteIndex.canonicalHost(head.bytes, head.hostStart, head.hostEnd);
            knownHost = Arrays.copyOfRange(head.bytes, head.hostStart, head.hostEnd);
            knownIndex = null;
        }
        return routesOfKnownHost(index);
    }

    LiveRoute[] routesOfKnownHost(RouteIndex index) {
        if (knownIndex != index) {
            knownRoutes = index.ofHost(knownHostText);
            knownIndex = index;
        }
        return knownRoutes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.LINGER) {
            ((ByteBuf) message).release();
            return;
        }
        pending = InputBuffer.append(pending, (ByteBuf) message);
        advance();
    }

    /** Goes on with what was read; called again whenever something that it waited for has happened. */
    void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            while (pending != null && pending.isReadable() && step(pending)) {}
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
        if (pending != null && !pending.isReadable()) {
            pending.release();
            pending = null;
        }
        if (state == State.EXCHANGE) {
            exchange.flushToUpstream();
        }
        // Input that cannot be used now must not pile up.
        setReading(pending == null || state != State.EXCHANGE);
        flush();
    }

    private void setReading(boolean wanted) {
        boolean allowed = wanted && !(state == State.EXCHANGE && exchange.isUpstreamFull());
        if (reading != allowed) {
            reading = allowed;
            channel.config().setAutoRead(allowed);
        }
    }

    private boolean readHead(ByteBuf in) {
        if (scanner.isUntouched()) {
            deadline = lane.nanos() + lane.properties().headerTimeout().toNanos();
        }
        int length = scanner.find(in);
        checkLimits(length < 0 ? in.readableBytes() : length, length < 0 && scanner.isInFirstLine());
        if (length < 0) {
            return false;
        }
        byte[] bytes = lane.scratch(length);
        in.readBytes(bytes, 0, length);
        RequestHead head = lane.requestHead();
        head.parse(bytes, length);
        state = State.EXCHANGE;
        exchange.begin(head, in);
        return true;
    }

    private void checkLimits(int length, boolean inFirstLine) {
        if (inFirstLine && length > lane.properties().maxRequestLineBytes()) {
            throw new BadMessage(414, "the request line is too long");
        }
        if (length > lane.properties().maxHeadBytes()) {
            throw new BadMessage(431, "the headers are too long");
        }
    }

    /** Answers a request that is no request, and reads no further. */
    private void refuse(BadMessage reason) {
        if (state == State.EXCHANGE && exchange.abort(reason)) {
            return;
        }
        ByteWriter answer = lane.writer();
        RouterAnswer.refusal(reason).writeTo(answer, false, false);
        send(answer, 0);
        linger();
    }

    /** Queues bytes for the client; {@code more} is how many bytes are likely to follow at once. */
    void send(ByteWriter bytes, int more) {
        ByteBuf buffer = out(bytes.size() + Math.min(more, COPY_LIMIT));
        buffer.writeBytes(bytes.array(), 0, bytes.size());
    }

    void send(byte[] bytes) {
        out(bytes.length).writeBytes(bytes);
    }

    /** Queues a part of {@code in}: small ones are copied behind what is queued, because one write is cheaper than two. */
    void send(ByteBuf in, int count) {
        if (count <= COPY_LIMIT) {
            out(count).writeBytes(in, count);
            return;
        }
        push();
        channel.write(in.readRetainedSlice(count), channel.voidPromise());
        unflushed = true;
    }

    private ByteBuf out(int capacity) {
        ByteBuf queued = out;
        if (queued == null) {
            queued = lane.allocator().directBuffer(Math.max(capacity, 256));
            out = queued;
        }
        return queued;
    }

    private void push() {
        ByteBuf queued = out;
        if (queued != null) {
            out = null;
            channel.write(queued, channel.voidPromise());
            unflushed = true;
        }
    }

    void flush() {
        push();
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
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
        scanner.reset();
        deadline = lane.nanos() + lane.properties().clientIdleTimeout().toNanos();
        if (!advancing) {
            if (pending != null) {
                advance();
            } else {
                setReading(true);
            }
        }
    }

    private void linger() {
        flush();
        state = State.LINGER;
        deadline = lane.nanos() + LINGER_NANOS;
        releasePending();
        setReading(true);
        if (channel.isActive()) {
            ((SocketChannel) channel).shutdownOutput();
        }
    }

    /** Lets what is queued go out, then closes. */
    void closeAfterFlush() {
        push();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    void cut() {
        channel.close();
    }

    void cutIfOn(List<Upstream> removed) {
        if (state == State.EXCHANGE && exchange.isOn(removed)) {
            exchange.cutForDrain();
        }
    }

    void closeIfIdle() {
        if (state == State.HEAD && pending == null) {
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
                if (pending == null) {
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

    /** The upstream takes more, or takes no more for now. */
    void upstreamWritabilityChanged() {
        if (pending != null) {
            advance();
        } else {
            setReading(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lane.remove(this);
        lane.state().leave();
        deadline = 0;
        releasePending();
        if (out != null) {
            out.release();
            out = null;
        }
        State last = state;
        state = State.LINGER;
        if (last == State.EXCHANGE) {
            exchange.clientGone();
        }
    }

    private void releasePending() {
        if (pending != null && !advancing) {
            pending.release();
            pending = null;
        } else if (pending != null) {
            pending.skipBytes(pending.readableBytes());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
