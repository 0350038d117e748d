package io.slipway.router;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Joins input that could not be used yet with what arrived after it. */
final class InputBuffer {

    private InputBuffer() {}

    /** Takes both; what is returned is owned by the caller. */
    static ByteBuf append(@Nullable ByteBuf kept, ByteBuf arrived) {
        if (kept == null) {
            return arrived;
        }
        // A slice of what came before may still wait to be written, and bytes must not be moved under it.
        ByteBuf joined = kept.refCnt() > 1
                ? arrived.alloc().directBuffer(kept.readableBytes() + arrived.readableBytes()).writeBytes(kept)
                : kept.discardReadBytes();
        joined.writeBytes(arrived);
        arrived.release();
        if (joined != kept) {
            kept.release();
        }
        return joined;
    }
}
