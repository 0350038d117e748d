package io.slipway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountsTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void roundsWhatIsFreeDownAndWhatIsMissingUp() {
        assertThat(Amounts.memory(512 * MIB - 1)).isEqualTo("511 MB");
        assertThat(Amounts.missingMemory(64 * MIB + 1)).isEqualTo("65 MB");
        assertThat(Amounts.memory(23_593 * MIB)).isEqualTo("23 GB");
        assertThat(Amounts.missingMemory(23_593 * MIB)).isEqualTo("23.1 GB");
        assertThat(Amounts.memory(-5)).isEqualTo("0 MB");
    }

    @Test
    void leavesSmallAmountsInMegabytes() {
        assertThat(Amounts.memory(2048 * MIB)).isEqualTo("2048 MB");
        assertThat(Amounts.memory(512 * 1024 * MIB)).isEqualTo("512 GB");
    }

    @Test
    void writesCoresWithoutDigitsThatSayNothing() {
        assertThat(Amounts.cpu(250)).isEqualTo("0.25 cores");
        assertThat(Amounts.cpu(1000)).isEqualTo("1 core");
        assertThat(Amounts.cpu(-1)).isEqualTo("0 cores");
    }
}
