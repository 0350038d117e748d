package io.slipway.agent.dns;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a packet turned out to be. Strict: whatever is not one plain question is refused, in the asker's own words or not at all. */
sealed interface DnsPacket {

    int HEADER = 12;
    int LONGEST_LABEL = 63;
    int LONGEST_NAME = 255;
    int IS_ANSWER = 0x8000;
    int SHORTEST_ROOM = 512;
    /** What passes every network in one piece. */
    int LONGEST_ROOM = 1232;

    /** A question. */
    record Question(DnsQuery query) implements DnsPacket {}

    /** Something with a header, but no question that can be answered. */
    record Mistake(int id, int flags, DnsCode code) implements DnsPacket {}

    /** Nothing that may be answered: an answer, or no message at all. */
    record Noise() implements DnsPacket {}

    /** Reads a whole packet. */
    static DnsPacket read(ByteBuffer packet) {
        if (packet.remaining() < HEADER) {
            return new Noise();
        }
        int id = number(packet);
        int flags = number(packet);
        if ((flags & IS_ANSWER) != 0) {
            return new Noise();
        }
        if ((flags >> 11 & 0xF) != 0) {
            return new Mistake(id, flags, DnsCode.NOT_IMPLEMENTED);
        }
        boolean oneQuestion = number(packet) == 1 && number(packet) == 0 && number(packet) == 0;
        int additions = oneQuestion ? number(packet) : 0;
        if (!oneQuestion || additions > 1) {
            return new Mistake(id, flags, DnsCode.FORMAT_ERROR);
        }
        try {
            return new Question(question(id, flags, packet, additions == 1));
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            return new Mistake(id, flags, DnsCode.FORMAT_ERROR);
        }
    }

    private static DnsQuery question(int id, int flags, ByteBuffer packet, boolean extended) {
        var labels = labels(packet);
        int type = number(packet);
        int dnsClass = number(packet);
        int room = extended ? room(packet) : SHORTEST_ROOM;
        if (packet.hasRemaining()) {
            throw new IllegalArgumentException("Bytes behind the end");
        }
        return new DnsQuery(id, flags, labels, type, dnsClass, extended, room);
    }

    /** Nothing stands before the first name, so none can be abbreviated by pointing there. */
    private static List<String> labels(ByteBuffer packet) {
        var labels = new ArrayList<String>();
        int total = 1;
        for (int length = packet.get() & 0xFF; length != 0; length = packet.get() & 0xFF) {
            total += length + 1;
            if (length > LONGEST_LABEL || total > LONGEST_NAME) {
                throw new IllegalArgumentException("Not a name");
            }
            var label = new byte[length];
            packet.get(label);
            labels.add(new String(label, StandardCharsets.ISO_8859_1));
        }
        return labels;
    }

    private static int room(ByteBuffer packet) {
        boolean root = packet.get() == 0;
        if (!root || number(packet) != DnsType.OPT.number()) {
            throw new IllegalArgumentException("Not an option");
        }
        int said = number(packet);
        packet.getInt();
        packet.get(new byte[number(packet)]);
        return Math.clamp(said, SHORTEST_ROOM, LONGEST_ROOM);
    }

    private static int number(ByteBuffer packet) {
        return packet.getShort() & 0xFFFF;
    }
}
