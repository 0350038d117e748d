package io.slipway.agent.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cidr;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.NamedApp;
import io.slipway.protocol.NamedInstance;
import io.slipway.protocol.NamedSpace;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets: who asks from 127.0.0.1 is an instance of this host. */
class NameServerTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int MANY = 100;
    private static final byte[] ANSWERED = Ipv4.bytes("192.0.2.7");

    private final List<InetSocketAddress> resolvers = new ArrayList<>();
    private volatile NameZone zone = zone(Set.of("127.0.0.1"));
    private NameServer server;

    @BeforeEach
    void open() throws IOException {
        server = NameServer.open(new InetSocketAddress(HERE, 0), () -> zone, () -> resolvers);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersItsOwnNamesInWhateverCaseAndOrder() throws IOException {
        var firsts = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            var answer = ask(Message.question(i, "Shop.INTERNAL", Message.A));
            assertThat(answer.id()).isEqualTo(i);
            assertThat(answer.authoritative()).isTrue();
            assertThat(answer.addresses()).containsExactlyInAnyOrder("10.2.0.1", "10.2.0.2");
            firsts.add(answer.addresses().getFirst());
        }
        assertThat(firsts).hasSize(2);
    }

    @Test
    void knowsNoOtherTypeOfAddress() throws IOException {
        var answer = ask(Message.question(1, "shop.internal", Message.AAAA));

        assertThat(answer.code()).isEqualTo(DnsCode.NO_ERROR.number());
        assertThat(answer.addresses()).isEmpty();
    }

    @Test
    void saysForGoodThatAnOwnNameIsAbsentWithoutAskingAnybody() throws IOException {
        try (var upstream = new FakeUpstream()) {
            var answer = ask(Message.question(1, "nobody.internal", Message.A));

            assertThat(answer.code()).isEqualTo(DnsCode.NO_SUCH_NAME.number());
            assertThat(answer.authoritative()).isTrue();
            assertThat(upstream.asked).isEmpty();
        }
    }

    @Test
    void aLongListIsCutAndComesWholeOverAStream() throws IOException {
        var cut = ask(Message.question(1, "big.internal", Message.A));
        assertThat(cut.cut()).isTrue();
        assertThat(cut.addresses()).hasSizeBetween(20, MANY - 1);
        assertThat(ask(Message.bytes(1, "big.internal", Message.A, 1_232)).addresses())
                .hasSizeGreaterThan(cut.addresses().size());

        assertThat(askOverStream(Message.question(2, "big.internal", Message.A)).addresses())
                .hasSize(MANY)
                .doesNotHaveDuplicates();
    }

    @Test
    void strangersAreRefused() throws IOException {
        zone = zone(Set.of("10.9.9.9"));

        assertThat(ask(Message.question(1, "shop.internal", Message.A)).code()).isEqualTo(DnsCode.REFUSED.number());
        assertThat(ask(Message.question(1, "example.com", Message.A)).code()).isEqualTo(DnsCode.REFUSED.number());
    }

    @Test
    void passesOtherNamesOnUnderANumberOfItsOwn() throws IOException {
        try (var upstream = new FakeUpstream()) {
            var answer = ask(Message.question(4_711, "example.com", Message.A));

            assertThat(answer.id()).isEqualTo(4_711);
            assertThat(answer.addresses()).containsExactly("192.0.2.7");
            assertThat(askOverStream(Message.question(5, "example.com", Message.A))
                            .addresses())
                    .containsExactly("192.0.2.7");
            assertThat(upstream.asked).hasSize(2);
        }
    }

    @Test
    void asksTheNextResolverWhenOneIsNotThere() throws IOException {
        resolvers.add(nobody());
        try (var upstream = new FakeUpstream()) {
            assertThat(ask(Message.question(1, "example.com", Message.A)).addresses())
                    .containsExactly("192.0.2.7");
            assertThat(upstream.asked).hasSize(1);
        }
    }

    @Test
    void failsAtOnceWhenNobodyAnswers() throws IOException {
        resolvers.add(nobody());
        resolvers.add(nobody());

        long start = System.nanoTime();
        assertThat(ask(Message.question(1, "example.com", Message.A)).code())
                .isEqualTo(DnsCode.SERVER_FAILURE.number());
        assertThat(System.nanoTime() - start).isLessThan(Upstream.PATIENCE.toNanos());
    }

    @Test
    void believesNoAnswerToAnotherQuestion() throws IOException {
        try (var upstream = new FakeUpstream()) {
            upstream.liesFirst = true;

            assertThat(ask(Message.question(1, "example.com", Message.A)).addresses())
                    .containsExactly("192.0.2.7");
        }
    }

    @Test
    void whatIsNoQuestionGetsAnErrorOrNothingAndHarmsNobody() throws IOException {
        assertThat(ask(Arrays.copyOf(Message.question(3, "shop.internal", Message.A), 20))
                        .code())
                .isEqualTo(DnsCode.FORMAT_ERROR.number());
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[3], 3, HERE, server.port()));
        }
        assertThat(ask(Message.question(1, "shop.internal", Message.A)).addresses())
                .hasSize(2);
    }

    private Message.Answer ask(byte[] question) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            socket.send(new DatagramPacket(question, question.length, HERE, server.port()));
            var packet = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(packet);
            return Message.read(Arrays.copyOf(packet.getData(), packet.getLength()));
        }
    }

    private Message.Answer askOverStream(byte[] question) throws IOException {
        try (var socket = new Socket(HERE, server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(framed(question));
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return Message.read(answer);
        }
    }

    private static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    private static InetSocketAddress nobody() throws IOException {
        try (var socket = new DatagramSocket(0, HERE)) {
            return new InetSocketAddress(HERE, socket.getLocalPort());
        }
    }

    private static NameZone zone(Set<String> residents) {
        var big = NamedApp.newBuilder().setAppId("b").setAppName("big");
        for (int i = 0; i < MANY; i++) {
            big.addInstances(instance(i, "10.3.0." + i));
        }
        var space = NamedSpace.newBuilder()
                .setSpaceId("s")
                .addApps(NamedApp.newBuilder()
                        .setAppId("a")
                        .setAppName("shop")
                        .addInstances(instance(0, "10.2.0.1"))
                        .addInstances(instance(1, "10.2.0.2")))
                .addApps(big);
        var resident = new Resident("i", "s", "a");
        return new NameZone(
                NameTable.newBuilder().addSpaces(space).build(),
                residents.stream().collect(Collectors.toMap(address -> address, address -> resident)),
                Cidr.of("10.1.0.0/24"));
    }

    private static NamedInstance instance(int index, String address) {
        return NamedInstance.newBuilder()
                .setIndex(index)
                .setAddress(address)
                .setAnswers(true)
                .build();
    }

    /** A resolver that knows one address for every name, over datagrams and streams. */
    private final class FakeUpstream implements AutoCloseable {

        private final DatagramSocket datagrams = new DatagramSocket(0, HERE);
        private final ServerSocket streams = new ServerSocket(datagrams.getLocalPort(), 5, HERE);
        private final Map<Integer, byte[]> asked = new ConcurrentHashMap<>();
        private volatile boolean liesFirst;

        FakeUpstream() throws IOException {
            resolvers.add(new InetSocketAddress(HERE, datagrams.getLocalPort()));
            Thread.ofVirtual().start(this::answerDatagrams);
            Thread.ofVirtual().start(this::answerStreams);
        }

        private void answerDatagrams() {
            try {
                while (true) {
                    var packet = new DatagramPacket(new byte[512], 512);
                    datagrams.receive(packet);
                    var question = Arrays.copyOf(packet.getData(), packet.getLength());
                    if (liesFirst) {
                        var lie = answer(question);
                        lie[1]++;
                        datagrams.send(new DatagramPacket(lie, lie.length, packet.getSocketAddress()));
                        var other = answer(Message.question(0, "example.net", Message.A));
                        other[0] = question[0];
                        other[1] = question[1];
                        datagrams.send(new DatagramPacket(other, other.length, packet.getSocketAddress()));
                    }
                    var answer = answer(question);
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                // The end of the test.
            }
        }

        private void answerStreams() {
            try {
                while (true) {
                    try (var connection = streams.accept()) {
                        var in = new DataInputStream(connection.getInputStream());
                        var question = new byte[in.readUnsignedShort()];
                        in.readFully(question);
                        connection.getOutputStream().write(framed(answer(question)));
                    }
                }
            } catch (IOException closed) {
                // The end of the test.
            }
        }

        private byte[] answer(byte[] question) {
            var packet = ByteBuffer.wrap(question);
            asked.put(packet.getShort(0) & 0xFFFF, question);
            if (DnsPacket.read(packet) instanceof DnsPacket.Question(var query)) {
                var reply = DnsReply.addresses(query, List.of(ANSWERED), 512);
                return Arrays.copyOf(reply.array(), reply.limit());
            }
            throw new IllegalStateException("Not a question");
        }

        @Override
        public void close() throws IOException {
            datagrams.close();
            streams.close();
        }
    }
}
