package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The way of a request's bytes to an instance; used again for every exchange of a connection. */
final class RequestRelay {

    private static final byte[] LAST_CHUNK = ByteWriter.ascii("0\r\n\r\n");
    private static final byte[] LINE_END = ByteWriter.ascii("\r\n");

    private final ByteBufAllocator allocator;
    private final BodyCursor body = new BodyCursor();
    private boolean chunked;
    private boolean unflushed;

    RequestRelay(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    void begin(RequestHead head) {
        chunked = head.hop.chunked;
        unflushed = false;
        if (chunked) {
            body.chunked();
        } else {
            body.length(Math.max(0, head.hop.contentLength));
        }
    }

    boolean isBodyComplete() {
        return body.isAtEnd();
    }

    void sendHead(UpstreamConnection target, ByteWriter head, byte[] identityHeaders) {
        ByteBuf bytes = allocator.directBuffer(head.size() + identityHeaders.length);
        bytes.writeBytes(head.array(), 0, head.size()).writeBytes(identityHeaders);
        write(target, bytes);
    }

    /** Passes on the next part of the body. Returns the bytes of it, 0 if there are none yet. Throws {@link BadMessage}. */
    int sendBody(UpstreamConnection target, ByteBuf in) {
        if (body.isAtEnd()) {
            return 0;
        }
        int count = body.available(in);
        if (count == ChunkDecoder.BAD) {
            throw BadMessage.malformed("the request's chunks are malformed");
        }
        if (count > 0) {
            sendPart(target, in, count);
            body.taken(count);
        }
        if (chunked && body.isAtEnd()) {
            write(target, allocator.directBuffer(LAST_CHUNK.length).writeBytes(LAST_CHUNK));
        }
        return Math.max(0, count);
    }

    private void sendPart(UpstreamConnection target, ByteBuf in, int count) {
        if (!chunked) {
            write(target, in.readRetainedSlice(count));
            return;
        }
        byte[] size = ByteWriter.ascii(Integer.toHexString(count) + "\r\n");
        ByteBuf chunk = allocator.directBuffer(size.length + count + LINE_END.length);
        write(target, chunk.writeBytes(size).writeBytes(in, count).writeBytes(LINE_END));
    }

    /** Passes everything on as it is. Returns how many bytes that were. */
    int sendRaw(UpstreamConnection target, ByteBuf in) {
        int count = in.readableBytes();
        write(target, in.readRetainedSlice(count));
        return count;
    }

    private void write(UpstreamConnection target, ByteBuf bytes) {
        target.write(bytes);
        unflushed = true;
    }

    void flush(UpstreamConnection target) {
        if (unflushed) {
            unflushed = false;
            target.flush();
        }
    }
}
