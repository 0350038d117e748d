package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.224.4.0/22, 10.224.4.0/22",
        "10.231.7.9/12, 10.224.0.0/12",
        "255.255.255.255/32, 255.255.255.255/32",
        "192.0.2.1/0, 0.0.0.0/0"
    })
    void isWrittenFromItsFirstAddressOn(String text, String written) {
        assertThat(Cidr.of(text)).hasToString(written).isEqualTo(Cidr.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0", "10.0.0/8", "10.0.0.0.0/8", "10.0.0.256/8", "10.0.0.-1/8", "10.0.0.0/33", "a/8"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersItsAddressesFromTheFirst() {
        var block = Cidr.of("192.168.254.0/23");

        assertThat(block.size()).isEqualTo(512);
        assertThat(block.address(0)).isEqualTo("192.168.254.0");
        assertThat(block.address(511)).isEqualTo("192.168.255.255");
        assertThat(Cidr.of("0.0.0.0/0").size()).isEqualTo(1L << 32);
    }

    @Test
    void containsItsAddressesAndNoOthers() {
        var block = Cidr.of("192.168.254.0/23");

        assertThat(block.contains("192.168.254.0")).isTrue();
        assertThat(block.contains("192.168.255.255")).isTrue();
        assertThat(block.contains("192.168.253.255")).isFalse();
        assertThat(block.contains("192.169.0.0")).isFalse();
        assertThat(Cidr.of("0.0.0.0/0").contains("192.0.2.1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.101.0.0/22, true",
        "10.101.0.0/22, 10.101.3.0/24, true",
        "10.101.0.0/22, 10.101.4.0/24, false",
        "0.0.0.0/0, 10.101.0.0/22, true"
    })
    void overlapsWhatLiesInIt(String one, String other, boolean overlaps) {
        assertThat(Cidr.of(one).overlaps(Cidr.of(other))).isEqualTo(overlaps);
        assertThat(Cidr.of(other).overlaps(Cidr.of(one))).isEqualTo(overlaps);
    }

    @Test
    void isCutIntoItsParts() {
        assertThat(Cidr.of("192.168.254.0/23").subnets(24))
                .extracting(Cidr::toString)
                .containsExactly("192.168.254.0/24", "192.168.255.0/24");
        assertThat(Cidr.of("10.0.0.0/8").subnets(22)).hasSize(16_384);
        assertThat(Cidr.of("10.0.0.0/24").subnets(22)).isEmpty();
    }
}
