package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a TCP connection: what is read here is written to the other end, and no more is read than that end takes. */
final class TcpSide extends ChannelInboundHandlerAdapter {

    private final TcpConnection connection;
    private final SocketChannel channel;
    private @Nullable TcpSide other;
    private long bytes;
    private boolean ended;

    TcpSide(TcpConnection connection, SocketChannel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    /** Names the end that takes what is read here. Nothing is read before. */
    void leadTo(TcpSide taker) {
        other = taker;
        channel.config().setAutoRead(true);
    }

    /** Bytes that were read here. */
    long bytes() {
        return bytes;
    }

    /** Whether nothing more comes from here. */
    boolean isEnded() {
        return ended;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    SocketChannel channel() {
        return channel;
    }

    /** Says that nothing more comes, after everything that is still on its way. */
    void endOutput() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (flushed.isSuccess() && channel.isActive()) {
                channel.shutdownOutput();
            }
        });
    }

    /** Closes after everything that is still on its way. */
    void closeInOrder() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    void close() {
        channel.close();
    }

    /** Closes so that the peer sees that something is missing, as it would without a router between. */
    void reset() {
        if (channel.isOpen()) {
            channel.config().setSoLinger(0);
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        bytes += read.readableBytes();
        connection.touch();
        taker().channel.write(read, taker().channel.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        TcpSide taker = other;
        if (taker != null) {
            taker.channel.flush();
            if (!taker.channel.isWritable()) {
                channel.config().setAutoRead(false);
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        TcpSide source = other;
        if (source != null && channel.isWritable() && !source.ended) {
            connection.touch();
            source.channel.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !ended) {
            ended = true;
            channel.config().setAutoRead(false);
            connection.ended(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        connection.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Lane.report(cause);
        connection.broken(this);
    }

    private TcpSide taker() {
        return Objects.requireNonNull(other);
    }
}
