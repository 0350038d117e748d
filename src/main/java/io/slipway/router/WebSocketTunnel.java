package io.slipway.router;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A connection that speaks WebSocket: frames pass both ways as they are. When its instance is about to go, both ends are told so between
 * two frames (close frame 1001), and what they send afterwards is looked at only for their answer.
 */
final class WebSocketTunnel {

    /** Time that both ends have to answer when they were told. */
    private static final long ANSWER_MILLIS = 2_000;

    private static final int FINAL_CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int GOING_AWAY = 1001;
    private static final int MASK_BYTES = 4;

    private final Lane lane;
    private final Exchange exchange;
    private final RequestRelay toInstance;
    private final ResponseRelay toClient;
    private final FrameCursor clientFrames = new FrameCursor();
    private final FrameCursor instanceFrames = new FrameCursor();
    private boolean leaving;
    private boolean clientTold;
    private boolean instanceTold;

    WebSocketTunnel(Lane lane, Exchange exchange, RequestRelay toInstance, ResponseRelay toClient) {
        this.lane = lane;
        this.exchange = exchange;
        this.toInstance = toInstance;
        this.toClient = toClient;
    }

    /** Takes everything that the client sent; returns how much that was. */
    int fromClient(UpstreamConnection target, ByteBuf in) {
        int count = in.readableBytes();
        int passing = instanceTold ? 0 : clientFrames.follow(in, count, leaving);
        if (passing > 0) {
            toInstance.sendRaw(target, in.readSlice(passing));
        }
        tellInstance(target);
        drop(clientFrames, in, count - passing);
        return count;
    }

    /** Takes {@code count} bytes that the instance sent. */
    void fromInstance(ByteBuf in, int count) {
        int passing = clientTold ? 0 : instanceFrames.follow(in, count, leaving);
        if (passing > 0) {
            toClient.sendBody(in, passing);
        }
        tellClient();
        drop(instanceFrames, in, count - passing);
    }

    /** Tells both ends to go within half the time of a drain, at a moment by chance: not all clients shall come back at once. */
    void leaveSoon() {
        long spread = lane.properties().drainTimeout().toMillis() / 2;
        lane.loop().schedule(this::leave, lane.random().nextLong(spread + 1), TimeUnit.MILLISECONDS);
    }

    private void leave() {
        UpstreamConnection target = exchange.connectionOf(this);
        if (target != null) {
            leaving = true;
            tellClient();
            tellInstance(target);
            exchange.flushToUpstream();
            exchange.flushToClient();
            lane.loop().schedule(this::endIfTold, ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Who has not answered by now will not. Where a frame is still under way, the end of the drain decides. */
    private void endIfTold() {
        if (exchange.connectionOf(this) != null && clientTold && instanceTold) {
            exchange.endTunnel();
        }
    }

    /** Whether both ends have agreed: nothing more comes. */
    boolean isOver() {
        return clientTold && instanceTold && clientFrames.hasClosed() && instanceFrames.hasClosed();
    }

    private void tellClient() {
        if (leaving && !clientTold && instanceFrames.isBetweenFrames()) {
            clientTold = true;
            if (!instanceFrames.hasClosed()) {
                byte[] frame = {(byte) FINAL_CLOSE, Short.BYTES, (byte) (GOING_AWAY >> 8), (byte) GOING_AWAY};
                toClient.sendBody(Unpooled.wrappedBuffer(frame), frame.length);
            }
        }
    }

    private void tellInstance(UpstreamConnection target) {
        if (leaving && !instanceTold && clientFrames.isBetweenFrames()) {
            instanceTold = true;
            if (!clientFrames.hasClosed()) {
                toInstance.sendRaw(target, Unpooled.wrappedBuffer(maskedClose()));
            }
        }
    }

    /** As a client says it: masked with bytes that nobody can guess. */
    private static byte[] maskedClose() {
        byte[] frame = new byte[2 + MASK_BYTES + Short.BYTES];
        byte[] mask = new byte[MASK_BYTES];
        ThreadLocalRandom.current().nextBytes(mask);
        frame[0] = (byte) FINAL_CLOSE;
        frame[1] = (byte) (MASKED | Short.BYTES);
        System.arraycopy(mask, 0, frame, 2, MASK_BYTES);
        frame[2 + MASK_BYTES] = (byte) (GOING_AWAY >> 8 ^ mask[0]);
        frame[2 + MASK_BYTES + 1] = (byte) (GOING_AWAY ^ mask[1]);
        return frame;
    }

    private static void drop(FrameCursor frames, ByteBuf in, int count) {
        if (count > 0) {
            frames.follow(in, count, false);
            in.skipBytes(count);
        }
    }
}
