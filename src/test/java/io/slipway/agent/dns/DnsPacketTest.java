package io.slipway.agent.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.agent.dns.DnsPacket.Mistake;
import io.slipway.agent.dns.DnsPacket.Noise;
import io.slipway.agent.dns.DnsPacket.Question;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DnsPacketTest {

    @Property
    void readsWhatAnotherWrites(
            @ForAll("names") List<String> labels, @ForAll @IntRange(max = 65_535) int id, @ForAll boolean extended) {
        var bytes = Message.bytes(id, String.join(".", labels), Message.AAAA, extended ? 4_096 : 0);

        assertThat(DnsPacket.read(ByteBuffer.wrap(bytes)))
                .isEqualTo(new Question(new DnsQuery(
                        id, 0x0100, labels, Message.AAAA, DnsQuery.INTERNET, extended, extended ? 1_232 : 512)));
    }

    @Property
    void anyBytesAreReadWithoutAFault(@ForAll @Size(max = 600) byte[] bytes) {
        assertThat(DnsPacket.read(ByteBuffer.wrap(bytes))).isNotNull();
    }

    @Property
    void aQuestionWithAnyByteChangedIsReadWithoutAFault(
            @ForAll("names") List<String> labels, @ForAll int at, @ForAll byte value) {
        var bytes = Message.bytes(7, String.join(".", labels), Message.A, 1_232);
        bytes[Math.floorMod(at, bytes.length)] = value;

        assertThat(DnsPacket.read(ByteBuffer.wrap(bytes))).isNotNull();
    }

    @Property
    void aQuestionThatIsCutShortOrGoesOnIsAMistake(@ForAll("names") List<String> labels) {
        var whole = Message.bytes(7, String.join(".", labels), Message.A, 1_232);

        for (int length = 12; length < whole.length; length++) {
            assertThat(DnsPacket.read(ByteBuffer.wrap(whole, 0, length).slice()))
                    .as("cut to %d", length)
                    .isEqualTo(new Mistake(7, 0x0100, DnsCode.FORMAT_ERROR));
        }
        assertThat(DnsPacket.read(ByteBuffer.wrap(Arrays.copyOf(whole, whole.length + 1))))
                .isInstanceOf(Mistake.class);
    }

    @Property
    void everyAnswerIsReadByAnotherAndFitsItsRoom(
            @ForAll("names") List<String> labels,
            @ForAll @IntRange(max = 300) int addresses,
            @ForAll @IntRange(min = 512, max = 1_232) int room) {
        var query = new DnsQuery(9, 0x0100, labels, Message.A, DnsQuery.INTERNET, true, room);
        var many = IntStream.range(0, addresses)
                .mapToObj(i -> Ipv4.bytes("10.0.%d.%d".formatted(i / 256, i % 256)))
                .toList();

        var packet = DnsReply.addresses(query, many, room);

        var answer = Message.read(Arrays.copyOf(packet.array(), packet.limit()));
        assertThat(packet.limit()).isLessThanOrEqualTo(room);
        assertThat(answer.cut()).isEqualTo(answer.addresses().size() < addresses);
        assertThat(answer.id()).isEqualTo(9);
        assertThat(answer.code()).isZero();
    }

    @Test
    void answersAndScrapsAreNoise() {
        var answer = Message.question(1, "shop.internal", Message.A);
        answer[2] |= (byte) 0x80;

        assertThat(DnsPacket.read(ByteBuffer.wrap(answer))).isEqualTo(new Noise());
        assertThat(DnsPacket.read(ByteBuffer.wrap(new byte[11]))).isEqualTo(new Noise());
    }

    @Test
    void anotherErrandThanAQuestionIsNotDone() {
        var update = Message.question(1, "shop.internal", Message.A);
        update[2] = (byte) (5 << 3);

        assertThat(DnsPacket.read(ByteBuffer.wrap(update))).isEqualTo(new Mistake(1, 5 << 11, DnsCode.NOT_IMPLEMENTED));
    }

    @Test
    void aNameThatPointsSomewhereIsAMistake() {
        var bytes = Message.question(1, "shop.internal", Message.A);
        bytes[12] = (byte) 0xC0;

        assertThat(DnsPacket.read(ByteBuffer.wrap(bytes))).isEqualTo(new Mistake(1, 0x0100, DnsCode.FORMAT_ERROR));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("ABC0123456789-_")
                .ofMinLength(1)
                .ofMaxLength(63)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }
}
