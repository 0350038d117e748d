package io.slipway.agent.dns;

import io.slipway.agent.dns.DnsPacket.Mistake;
import io.slipway.agent.dns.DnsPacket.Noise;
import io.slipway.agent.dns.DnsPacket.Question;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Decides what becomes of a packet. */
final class Responder {

    /** What every name of the platform's own ends with; it is kept for private use, so nobody else's does. */
    static final String OWN = "internal";

    private static final int MOST_ADDRESSES = DnsReply.STREAM_ROOM / 16;

    private final Supplier<NameZone> zone;
    private final RandomGenerator random;

    Responder(Supplier<NameZone> zone, RandomGenerator random) {
        this.zone = zone;
        this.random = random;
    }

    sealed interface Outcome {

        record Reply(ByteBuffer packet) implements Outcome {}

        /** The host's own resolvers know, if anybody does. */
        record PassOn(DnsQuery query) implements Outcome {}

        record Silence() implements Outcome {}
    }

    /** @param overStream whether the answer may be long */
    Outcome answer(String asker, ByteBuffer packet, boolean overStream) {
        return switch (DnsPacket.read(packet)) {
            case Noise() -> new Outcome.Silence();
            case Mistake mistake -> new Outcome.Reply(DnsReply.mistake(mistake));
            case Question(var query) -> answer(asker, query, overStream ? DnsReply.STREAM_ROOM : query.room());
        };
    }

    private Outcome answer(String asker, DnsQuery query, int room) {
        var known = zone.get();
        if (!known.isResident(asker) || query.dnsClass() != DnsQuery.INTERNET || isTransfer(query)) {
            return failure(query, DnsCode.REFUSED);
        }
        var labels = query.lowerCase();
        if (labels.isEmpty() || !labels.getLast().equals(OWN)) {
            return new Outcome.PassOn(query);
        }
        var found = known.lookup(asker, labels.subList(0, labels.size() - 1));
        return switch (found.verdict()) {
            case NOT_YET -> failure(query, DnsCode.SERVER_FAILURE);
            case ABSENT -> new Outcome.Reply(DnsReply.absent(query));
            case FOUND -> new Outcome.Reply(DnsReply.addresses(query, shuffled(query, found.addresses()), room));
        };
    }

    private static boolean isTransfer(DnsQuery query) {
        return query.isOfType(DnsType.TRANSFER) || query.isOfType(DnsType.INCREMENTAL_TRANSFER);
    }

    private static Outcome failure(DnsQuery query, DnsCode code) {
        return new Outcome.Reply(DnsReply.failure(query, code));
    }

    /** Who takes the first address takes another one each time. */
    private List<byte[]> shuffled(DnsQuery query, List<String> addresses) {
        if (!query.isOfType(DnsType.A) && !query.isOfType(DnsType.ANY)) {
            return List.of();
        }
        var mixed = new ArrayList<>(addresses);
        Collections.shuffle(mixed, random);
        return mixed.stream().limit(MOST_ADDRESSES).map(Ipv4::bytes).toList();
    }
}
