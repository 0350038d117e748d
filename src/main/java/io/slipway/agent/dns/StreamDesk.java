package io.slipway.agent.dns;

import io.slipway.agent.dns.Responder.Outcome.PassOn;
import io.slipway.agent.dns.Responder.Outcome.Reply;
import io.slipway.agent.dns.Responder.Outcome.Silence;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions that come over connections, each of which is served on a thread of its own, for a while. */
final class StreamDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StreamDesk.class);
    private static final int MOST_CONNECTIONS = 128;
    private static final int MOST_CONNECTIONS_OF_ONE = 16;
    private static final int MOST_QUESTIONS = 100;
    private static final int IDLE_MILLIS = 5_000;
    private static final int BACKLOG = 64;

    private final ServerSocket listener = new ServerSocket();
    private final NameServer server;
    private final Admission admission = new Admission(MOST_CONNECTIONS, MOST_CONNECTIONS_OF_ONE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    StreamDesk(InetSocketAddress address, NameServer server) throws IOException {
        this.server = server;
        listener.setReuseAddress(true);
        try {
            listener.bind(address, BACKLOG);
        } catch (IOException taken) {
            listener.close();
            throw taken;
        }
    }

    void start() {
        Thread.ofVirtual().name("dns-streams").start(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException fault) {
                if (!listener.isClosed()) {
                    log.atWarn().addKeyValue("because", fault.toString()).log("A connection for names went wrong");
                }
            }
        }
    }

    private void admit(Socket connection) throws IOException {
        var asker = connection.getInetAddress().getHostAddress();
        if (!admission.enter(asker)) {
            connection.close();
            return;
        }
        open.add(connection);
        Thread.ofVirtual().name("dns-stream").start(() -> {
            try (connection) {
                converse(asker, connection);
            } catch (IOException gone) {
                log.atDebug().addKeyValue("because", gone.toString()).log("A connection for names ended");
            } finally {
                open.remove(connection);
                admission.leave(asker);
            }
        });
    }

    private void converse(String asker, Socket connection) throws IOException {
        connection.setSoTimeout(IDLE_MILLIS);
        var in = new DataInputStream(connection.getInputStream());
        for (int questions = 0; questions < MOST_QUESTIONS; questions++) {
            var question = new byte[in.readUnsignedShort()];
            in.readFully(question);
            if (!answer(asker, connection, ByteBuffer.wrap(question))) {
                return;
            }
        }
    }

    /** False when whoever asks so is not worth listening to. */
    private boolean answer(String asker, Socket connection, ByteBuffer packet) throws IOException {
        return switch (server.decide(asker, packet, true)) {
            case Silence() -> false;
            case Reply(var reply) -> send(connection, reply);
            case PassOn(var query) -> send(connection, server.passOn(asker, query, packet, true));
        };
    }

    private static boolean send(Socket connection, ByteBuffer reply) throws IOException {
        var framed = ByteBuffer.allocate(Short.BYTES + reply.limit());
        framed.putShort((short) reply.limit()).put(reply.array(), 0, reply.limit());
        connection.getOutputStream().write(framed.array());
        return true;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var connection : open) {
                connection.close();
            }
        } catch (IOException ending) {
            log.atDebug().addKeyValue("because", ending.toString()).log("The name server did not close cleanly");
        }
    }
}
