package io.slipway.agent.dns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes answers. Each repeats its question; a list that does not fit is cut and says so, upon which askers come again over TCP. */
final class DnsReply {

    /** Over TCP a message is as long as its length can say. */
    static final int STREAM_ROOM = 65_535;

    /** How long an asker may use an address, in seconds: about as long as the platform needs to notice that an instance is gone. */
    static final int TTL_SECONDS = 2;

    private static final int AUTHORITATIVE = 0x0400;
    private static final int CUT = 0x0200;
    private static final int RECURSION_WANTED = 0x0100;
    private static final int RECURSION_OFFERED = 0x0080;
    private static final int CHECKING_DISABLED = 0x0010;
    private static final int ADDRESS_BYTES = 16;
    private static final int OPTION_BYTES = 11;
    private static final int BESIDE_LABELS = 5;
    /** Points to the question's name, which stands right behind the header. */
    private static final int SAME_NAME = 0xC000 | DnsPacket.HEADER;

    private DnsReply() {}

    /** Names addresses; none of them means that the name exists without any. */
    static ByteBuffer addresses(DnsQuery query, List<byte[]> addresses, int room) {
        int beside = DnsPacket.HEADER + questionBytes(query) + (query.extended() ? OPTION_BYTES : 0);
        var fitting = addresses.subList(0, Math.min(addresses.size(), Math.max(0, (room - beside) / ADDRESS_BYTES)));
        var packet = ByteBuffer.allocate(beside + fitting.size() * ADDRESS_BYTES);
        int cut = fitting.size() < addresses.size() ? CUT : 0;
        header(packet, query.id(), query.flags(), AUTHORITATIVE | cut, DnsCode.NO_ERROR);
        counts(packet, 1, fitting.size(), query.extended());
        question(packet, query);
        fitting.forEach(address -> address(packet, address));
        return ended(packet, query);
    }

    /** Repeats a question with how it failed. */
    static ByteBuffer failure(DnsQuery query, DnsCode code) {
        return withoutAddresses(query, code, 0);
    }

    /** Says that there is no such name, for good: the engine's own resolver, which asks for instances, would ask others otherwise. */
    static ByteBuffer absent(DnsQuery query) {
        return withoutAddresses(query, DnsCode.NO_SUCH_NAME, AUTHORITATIVE);
    }

    /** Has the asker come again over TCP. */
    static ByteBuffer cut(DnsQuery query) {
        return withoutAddresses(query, DnsCode.NO_ERROR, CUT);
    }

    /** For what could not be read behind its header. */
    static ByteBuffer mistake(DnsPacket.Mistake mistake) {
        var packet = ByteBuffer.allocate(DnsPacket.HEADER);
        header(packet, mistake.id(), mistake.flags(), 0, mistake.code());
        counts(packet, 0, 0, false);
        return packet.flip();
    }

    private static ByteBuffer withoutAddresses(DnsQuery query, DnsCode code, int more) {
        var packet = ByteBuffer.allocate(DnsPacket.HEADER + questionBytes(query) + OPTION_BYTES);
        header(packet, query.id(), query.flags(), more, code);
        counts(packet, 1, 0, query.extended());
        question(packet, query);
        return ended(packet, query);
    }

    private static void header(ByteBuffer packet, int id, int asked, int more, DnsCode code) {
        int kept = asked & (RECURSION_WANTED | CHECKING_DISABLED);
        int flags = DnsPacket.IS_ANSWER | kept | RECURSION_OFFERED | more | code.number();
        packet.putShort((short) id).putShort((short) flags);
    }

    private static void counts(ByteBuffer packet, int questions, int answers, boolean extended) {
        packet.putShort((short) questions).putShort((short) answers);
        packet.putShort((short) 0).putShort((short) (extended ? 1 : 0));
    }

    private static int questionBytes(DnsQuery query) {
        return query.labels().stream().mapToInt(label -> label.length() + 1).sum() + BESIDE_LABELS;
    }

    private static void question(ByteBuffer packet, DnsQuery query) {
        for (var label : query.labels()) {
            packet.put((byte) label.length()).put(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        packet.put((byte) 0).putShort((short) query.type()).putShort((short) query.dnsClass());
    }

    private static void address(ByteBuffer packet, byte[] address) {
        packet.putShort((short) SAME_NAME)
                .putShort((short) DnsType.A.number())
                .putShort((short) DnsQuery.INTERNET)
                .putInt(TTL_SECONDS)
                .putShort((short) address.length)
                .put(address);
    }

    private static ByteBuffer ended(ByteBuffer packet, DnsQuery query) {
        if (query.extended()) {
            packet.put((byte) 0)
                    .putShort((short) DnsType.OPT.number())
                    .putShort((short) DnsPacket.LONGEST_ROOM)
                    .putInt(0)
                    .putShort((short) 0);
        }
        return packet.flip();
    }
}
