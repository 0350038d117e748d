package io.slipway.agent.dns;

import io.slipway.agent.dns.Responder.Outcome.PassOn;
import io.slipway.agent.dns.Responder.Outcome.Reply;
import io.slipway.agent.dns.Responder.Outcome.Silence;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions that come as datagrams, on one thread. */
final class DatagramDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatagramDesk.class);
    private static final int LONGEST_QUESTION = 4_096;
    private static final int RECEIVE_BUFFER = 512 * 1024;
    private static final long AFTER_A_FAULT_MILLIS = 100;

    private final DatagramSocket socket;
    private final NameServer server;

    DatagramDesk(InetSocketAddress address, NameServer server) throws IOException {
        this.socket = new DatagramSocket(address);
        this.socket.setReceiveBufferSize(RECEIVE_BUFFER);
        this.server = server;
    }

    int port() {
        return socket.getLocalPort();
    }

    void start() {
        Thread.ofVirtual().name("dns-datagrams").start(this::serve);
    }

    private void serve() {
        var buffer = new byte[LONGEST_QUESTION];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer((InetSocketAddress) packet.getSocketAddress(), Arrays.copyOf(buffer, packet.getLength()));
            } catch (IOException | RuntimeException fault) {
                if (!socket.isClosed()) {
                    log.atWarn().addKeyValue("because", fault.toString()).log("A question for a name went wrong");
                    pause();
                }
            }
        }
    }

    private void answer(InetSocketAddress from, byte[] question) throws IOException {
        var asker = from.getAddress().getHostAddress();
        var packet = ByteBuffer.wrap(question);
        switch (server.decide(asker, packet, false)) {
            case Silence() -> {}
            case Reply(var reply) -> send(from, reply);
            case PassOn(var query) -> Thread.ofVirtual().name("dns-passed-on").start(() -> passOn(from, query, packet));
        }
    }

    private void passOn(InetSocketAddress from, DnsQuery query, ByteBuffer packet) {
        try {
            send(from, server.passOn(from.getAddress().getHostAddress(), query, packet, false));
        } catch (IOException gone) {
            log.atDebug().addKeyValue("because", gone.toString()).log("An answer could not be sent");
        }
    }

    private void send(SocketAddress to, ByteBuffer reply) throws IOException {
        socket.send(new DatagramPacket(reply.array(), reply.limit(), to));
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_A_FAULT_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            socket.close();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
