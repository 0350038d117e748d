package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What a client sent and nobody has used yet. */
final class ClientInput {

    private final Channel channel;
    private @Nullable ByteBuf pending;
    private boolean reading = true;

    ClientInput(Channel channel) {
        this.channel = channel;
    }

    /** Takes what arrived. */
    void append(ByteBuf arrived) {
        pending = InputBuffer.append(pending, arrived);
    }

    /** Whether there is no buffer at all; one that was read to its end still counts until {@link #trim}. */
    boolean isEmpty() {
        return pending == null;
    }

    /** Bytes to use, or null if there are none. */
    @Nullable
    ByteBuf readable() {
        return pending != null && pending.isReadable() ? pending : null;
    }

    /** Lets a buffer go that was read to its end. */
    void trim() {
        if (pending != null && !pending.isReadable()) {
            release();
        }
    }

    /** Drops the bytes but not their buffer, which somebody is reading from. */
    void skip() {
        if (pending != null) {
            pending.skipBytes(pending.readableBytes());
        }
    }

    void release() {
        ByteBuf gone = pending;
        if (gone != null) {
            pending = null;
            gone.release();
        }
    }

    /** Says whether more is welcome. */
    void setReading(boolean wanted) {
        if (reading != wanted) {
            reading = wanted;
            channel.config().setAutoRead(wanted);
        }
    }
}
