package io.slipway.agent.dns;

import io.slipway.agent.dns.Responder.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the instances of this host, over datagrams and streams, at one address and port. What it knows itself it answers at once;
 * what others know is asked for beside, so many questions at a time and of each asker at most.
 */
public final class NameServer implements AutoCloseable {

    /** Where resolvers are asked. */
    public static final int PORT = 53;

    private static final Path RESOLVERS = Path.of("/etc/resolv.conf");
    private static final int MOST_PASSED_ON = 256;
    private static final int MOST_PASSED_ON_FOR_ONE = 64;

    private final Responder responder;
    private final Upstream upstream;
    private final Admission admission = new Admission(MOST_PASSED_ON, MOST_PASSED_ON_FOR_ONE);
    private final DatagramDesk datagrams;
    private final StreamDesk streams;

    private NameServer(InetSocketAddress address, Supplier<NameZone> zone, Upstream upstream) throws IOException {
        this.responder = new Responder(zone, new SecureRandom());
        this.upstream = upstream;
        this.datagrams = new DatagramDesk(address, this);
        try {
            this.streams = new StreamDesk(new InetSocketAddress(address.getAddress(), datagrams.port()), this);
        } catch (IOException taken) {
            datagrams.close();
            throw taken;
        }
    }

    /**
     * Opens a server that asks the host's own resolvers about everything else.
     *
     * @param address of this host among its instances
     * @throws IOException when somebody else listens there
     */
    public static NameServer open(String address, Supplier<NameZone> zone) throws IOException {
        var own = InetAddress.ofLiteral(address);
        return open(new InetSocketAddress(own, PORT), zone, new HostResolvers(RESOLVERS, own)::now);
    }

    static NameServer open(
            InetSocketAddress address, Supplier<NameZone> zone, Supplier<List<InetSocketAddress>> resolvers)
            throws IOException {
        var server = new NameServer(address, zone, new Upstream(resolvers, Upstream.PATIENCE));
        server.datagrams.start();
        server.streams.start();
        return server;
    }

    int port() {
        return datagrams.port();
    }

    /** What to answer without asking anybody; empty when somebody has to be asked or nothing is to be said. */
    Outcome decide(String asker, ByteBuffer packet, boolean overStream) {
        return responder.answer(asker, packet.duplicate(), overStream);
    }

    /** Asks others; blocks as long as they take. */
    ByteBuffer passOn(String asker, DnsQuery query, ByteBuffer packet, boolean overStream) {
        var answer = Optional.<ByteBuffer>empty();
        if (admission.enter(asker)) {
            try {
                answer = upstream.ask(query, packet, overStream);
            } finally {
                admission.leave(asker);
            }
        }
        return answer.orElseGet(() -> DnsReply.failure(query, DnsCode.SERVER_FAILURE));
    }

    @Override
    public void close() {
        datagrams.close();
        streams.close();
    }
}
