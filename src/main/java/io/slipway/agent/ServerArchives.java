package io.slipway.agent;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.FetchImageRequest;
import io.slipway.protocol.ImageChunk;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Image archives that the server keeps, read as they arrive. */
final class ServerArchives implements ImageDesk.Archives {

    private static final int LIMIT_MINUTES = 10;

    private final Channel channel;

    ServerArchives(Channel channel) {
        this.channel = channel;
    }

    @Override
    public InputStream open(String imageId) throws IOException {
        try {
            var chunks = AgentLinkGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(LIMIT_MINUTES, TimeUnit.MINUTES)
                    .fetchImage(FetchImageRequest.newBuilder().setImageId(imageId).build());
            chunks.hasNext();
            return new Chunks(chunks);
        } catch (StatusRuntimeException refused) {
            throw new IOException("The server does not hand out the image: " + refused.getStatus(), refused);
        }
    }

    private static final class Chunks extends InputStream {

        private final Iterator<ImageChunk> rest;
        private InputStream current = InputStream.nullInputStream();

        private Chunks(Iterator<ImageChunk> rest) {
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int count = current.read(into, offset, length);
                while (count < 0 && rest.hasNext()) {
                    current = rest.next().getContent().newInput();
                    count = current.read(into, offset, length);
                }
                return count;
            } catch (StatusRuntimeException lost) {
                throw new IOException("The server stopped in the middle of an image: " + lost.getStatus(), lost);
            }
        }
    }
}
