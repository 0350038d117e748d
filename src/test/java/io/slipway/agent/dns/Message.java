package io.slipway.agent.dns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes questions and reads answers as a program in a container would, by another code than the server's. */
final class Message {

    static final int A = 1;
    static final int AAAA = 28;

    private Message() {}

    record Answer(int id, int code, boolean cut, boolean authoritative, List<String> addresses) {}

    static byte[] question(int id, String name, int type) {
        return bytes(id, name, type, 0);
    }

    /** @param room that EDNS offers; 0 for none */
    static byte[] bytes(int id, String name, int type, int room) {
        var packet = ByteBuffer.allocate(512);
        packet.putShort((short) id).putShort((short) 0x0100);
        packet.putShort((short) 1).putInt(0).putShort((short) (room > 0 ? 1 : 0));
        for (var label : name.split("\\.", -1)) {
            packet.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        packet.put((byte) 0).putShort((short) type).putShort((short) 1);
        if (room > 0) {
            packet.put((byte) 0)
                    .putShort((short) 41)
                    .putShort((short) room)
                    .putInt(0)
                    .putShort((short) 0);
        }
        var bytes = new byte[packet.position()];
        packet.get(0, bytes);
        return bytes;
    }

    static Answer read(byte[] bytes) {
        var packet = ByteBuffer.wrap(bytes);
        int id = packet.getShort() & 0xFFFF;
        int flags = packet.getShort() & 0xFFFF;
        int questions = packet.getShort();
        int answers = packet.getShort();
        packet.getInt();
        for (int i = 0; i < questions; i++) {
            skipName(packet);
            packet.getInt();
        }
        var addresses = new ArrayList<String>();
        for (int i = 0; i < answers; i++) {
            skipName(packet);
            packet.getLong();
            var data = new byte[packet.getShort()];
            packet.get(data);
            addresses.add("%d.%d.%d.%d".formatted(data[0] & 255, data[1] & 255, data[2] & 255, data[3] & 255));
        }
        return new Answer(id, flags & 15, (flags & 0x0200) != 0, (flags & 0x0400) != 0, addresses);
    }

    private static void skipName(ByteBuffer packet) {
        for (int length = packet.get() & 255; length != 0; length = packet.get() & 255) {
            if (length >= 192) {
                packet.get();
                return;
            }
            packet.position(packet.position() + length);
        }
    }
}
