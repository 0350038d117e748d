package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What is on its way to a client. Small parts are gathered in one buffer, because one write is cheaper than two. */
final class ClientOutput {

    private static final int COPY_LIMIT = 4 * 1024;
    private static final int MIN_CAPACITY = 256;

    private final Channel channel;
    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf gathered;
    private boolean unflushed;

    ClientOutput(Channel channel, ByteBufAllocator allocator) {
        this.channel = channel;
        this.allocator = allocator;
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Queues text; {@code more} is how many bytes are likely to follow at once. */
    void send(ByteWriter bytes, int more) {
        gather(bytes.size() + Math.min(more, COPY_LIMIT)).writeBytes(bytes.array(), 0, bytes.size());
    }

    void send(byte[] bytes) {
        gather(bytes.length).writeBytes(bytes);
    }

    /** Queues the next {@code count} bytes of {@code in}. */
    void send(ByteBuf in, int count) {
        if (count <= COPY_LIMIT) {
            gather(count).writeBytes(in, count);
            return;
        }
        push();
        channel.write(in.readRetainedSlice(count), channel.voidPromise());
        unflushed = true;
    }

    private ByteBuf gather(int capacity) {
        ByteBuf open = gathered;
        if (open == null) {
            open = allocator.directBuffer(Math.max(capacity, MIN_CAPACITY));
            gathered = open;
        }
        return open;
    }

    private void push() {
        ByteBuf open = gathered;
        if (open != null) {
            gathered = null;
            channel.write(open, channel.voidPromise());
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

    /** Forgets what was not sent. */
    void release() {
        ByteBuf open = gathered;
        if (open != null) {
            gathered = null;
            open.release();
        }
    }
}
