package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends of frames are found wherever the bytes are cut. */
class FrameCursorTest {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final FrameCursor cursor = new FrameCursor();

    @ParameterizedTest
    @CsvSource({"0,false", "5,true", "125,false", "126,true", "65535,false", "65536,true"})
    void stopsAtTheEndOfAFrameOfAnyLength(int length, boolean masked) {
        ByteBuf frame = frame(TEXT, length, masked);
        int size = frame.readableBytes();
        ByteBuf two = Unpooled.wrappedBuffer(frame, frame(TEXT, 3, masked));

        assertThat(cursor.follow(two, 1, false)).isEqualTo(1);
        two.skipBytes(1);
        assertThat(cursor.isBetweenFrames()).isFalse();
        assertThat(cursor.follow(two, two.readableBytes(), true)).isEqualTo(size - 1);
        assertThat(cursor.isBetweenFrames()).isTrue();
        assertThat(cursor.hasClosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void followsBytesInPiecesOfAnySize(int piece) {
        ByteBuf all = Unpooled.wrappedBuffer(frame(TEXT, 300, true), frame(TEXT, 70_000, true), frame(CLOSE, 2, true));
        int last = all.readableBytes() - 1;
        while (all.readerIndex() < last) {
            int step = Math.min(piece, last - all.readerIndex());
            assertThat(cursor.follow(all, step, false)).isEqualTo(step);
            all.skipBytes(step);
        }

        assertThat(cursor.hasClosed()).isFalse();
        cursor.follow(all, 1, false);
        assertThat(cursor.hasClosed()).isTrue();
        assertThat(cursor.isBetweenFrames()).isTrue();
    }

    private static ByteBuf frame(int opcode, int length, boolean masked) {
        int mask = masked ? 0x80 : 0;
        ByteBuf frame = Unpooled.buffer().writeByte(0x80 | opcode);
        if (length < 126) {
            frame.writeByte(mask | length);
        } else if (length < 65_536) {
            frame.writeByte(mask | 126).writeShort(length);
        } else {
            frame.writeByte(mask | 127).writeLong(length);
        }
        return frame.writeZero(length + (masked ? 4 : 0));
    }
}
