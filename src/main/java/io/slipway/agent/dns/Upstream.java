package io.slipway.agent.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks other resolvers, one after the other, until one has an answer. Each question goes out under a number and from a port of its
 * own, so that nobody can answer it who has not seen it. Blocks.
 */
final class Upstream {

    /** Three of them end before an asker's own patience does, which is four to five seconds. */
    static final Duration PATIENCE = Duration.ofMillis(1_200);

    private static final int LONGEST_DATAGRAM = 4_096;
    private static final int CODE_MASK = 0xF;

    private final Supplier<List<InetSocketAddress>> resolvers;
    private final Duration patience;
    private final SecureRandom random = new SecureRandom();

    Upstream(Supplier<List<InetSocketAddress>> resolvers, Duration patience) {
        this.resolvers = resolvers;
        this.patience = patience;
    }

    /**
     * The answer to a question, under the question's number; empty when nobody has one.
     *
     * @param packet the question as it came, one that could be read
     */
    Optional<ByteBuffer> ask(DnsQuery query, ByteBuffer packet, boolean overStream) {
        var last = Optional.<ByteBuffer>empty();
        for (var resolver : resolvers.get()) {
            try {
                var question = bytes(packet);
                int number = random.nextInt(1 << Short.SIZE);
                ByteBuffer.wrap(question).putShort((short) number);
                var answer = overStream ? overStream(resolver, question) : asDatagram(resolver, question, query);
                answer.putShort(0, (short) query.id());
                last = Optional.of(answer);
                if (isSettled(answer)) {
                    return last;
                }
            } catch (IOException silent) {
                // The next one may know.
            }
        }
        return last;
    }

    private static byte[] bytes(ByteBuffer packet) {
        var copy = new byte[packet.limit()];
        packet.get(0, copy);
        return copy;
    }

    private static boolean isSettled(ByteBuffer answer) {
        int code = answer.getShort(2) & CODE_MASK;
        return code != DnsCode.SERVER_FAILURE.number() && code != DnsCode.REFUSED.number();
    }

    /** A resolver that is not there is told of by the kernel, at once, since the socket is connected. */
    private ByteBuffer asDatagram(InetSocketAddress resolver, byte[] question, DnsQuery query) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(resolver);
            socket.send(new DatagramPacket(question, question.length));
            long end = System.nanoTime() + patience.toNanos();
            var buffer = new byte[LONGEST_DATAGRAM];
            while (true) {
                socket.setSoTimeout(millisUntil(end));
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var answer = ByteBuffer.wrap(Arrays.copyOf(buffer, packet.getLength()));
                if (answers(answer, question)) {
                    return packet.getLength() == LONGEST_DATAGRAM ? DnsReply.cut(query) : answer;
                }
            }
        }
    }

    private ByteBuffer overStream(InetSocketAddress resolver, byte[] question) throws IOException {
        try (var socket = new Socket()) {
            long end = System.nanoTime() + patience.toNanos();
            socket.connect(resolver, millisUntil(end));
            socket.setSoTimeout(millisUntil(end));
            var out = new DataOutputStream(socket.getOutputStream());
            out.write(ByteBuffer.allocate(Short.BYTES + question.length)
                    .putShort((short) question.length)
                    .put(question)
                    .array());
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            if (!answers(ByteBuffer.wrap(answer), question)) {
                throw new IOException("An answer to something else");
            }
            return ByteBuffer.wrap(answer);
        }
    }

    private static int millisUntil(long end) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("No answer in time");
        }
        return Math.toIntExact(left);
    }

    /** Number and question are those that were sent; where a resolver leaves the question out, the number has to do. */
    private static boolean answers(ByteBuffer answer, byte[] question) {
        if (answer.limit() < DnsPacket.HEADER || (answer.getShort(2) & DnsPacket.IS_ANSWER) == 0) {
            return false;
        }
        var sent = ByteBuffer.wrap(question);
        if (answer.getShort(0) != sent.getShort(0)) {
            return false;
        }
        int questionEnd = endOfName(question) + 2 * Short.BYTES;
        return answer.getShort(4) == 0 || holdsSame(answer, question, questionEnd);
    }

    /** Resolvers may write letters in another case. */
    private static boolean holdsSame(ByteBuffer answer, byte[] question, int end) {
        if (answer.limit() < end) {
            return false;
        }
        for (int i = DnsPacket.HEADER; i < end; i++) {
            if (Character.toLowerCase(answer.get(i)) != Character.toLowerCase(question[i])) {
                return false;
            }
        }
        return true;
    }

    private static int endOfName(byte[] question) {
        int at = DnsPacket.HEADER;
        while (question[at] != 0) {
            at += question[at] + 1;
        }
        return at + 1;
    }
}
