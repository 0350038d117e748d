package io.slipway.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void saysNoMoreThanOneCanUse() {
        assertThat(Figures.cpu(0.595).text()).isEqualTo("0.6 mCPU");
        assertThat(Figures.cpu(0.02).text()).isEqualTo("<0.1 mCPU");
        assertThat(Figures.cpu(3.58).text()).isEqualTo("3.6 mCPU");
        assertThat(Figures.cpu(33.1).text()).isEqualTo("33 mCPU");
        assertThat(Figures.percent(0.00177).text()).isEqualTo("0.2 %");
        assertThat(Figures.percent(0.0001).text()).isEqualTo("<0.1 %");
        assertThat(Figures.percent(0.1702).text()).isEqualTo("17 %");
        assertThat(Figures.bytes(0.992 * 1024 * 1024).text()).isEqualTo("1 MB");
        assertThat(Figures.bytes(1.47 * 1024 * 1024).text()).isEqualTo("1.5 MB");
        assertThat(Figures.bytes(1280.0 * 1024 * 1024).text()).isEqualTo("1.25 GB");
        assertThat(Figures.millis(8.07).text()).isEqualTo("8.1 ms");
    }

    @Test
    void shortensLargeNumbers() {
        assertThat(Figures.number(1236, "req/s").text()).isEqualTo("1.24 k req/s");
        assertThat(Figures.number(42, "req/s").text()).isEqualTo("42 req/s");
        assertThat(Figures.number(0.12345, "req/s").text()).isEqualTo("0.1 req/s");
        assertThat(Figures.number(2_500_000, "").text()).isEqualTo("2.5 M");
        assertThat(Figures.perSecond(0).text()).isEqualTo("0 req/s");
    }

    @Test
    void countsBytesInStepsOf1024() {
        assertThat(Figures.bytes(412.0 * 1024 * 1024).text()).isEqualTo("412 MB");
        assertThat(Figures.bytes(1000).text()).isEqualTo("1 KB");
        assertThat(Figures.bytes(17).text()).isEqualTo("17 B");
        assertThat(Figures.bytesPerSecond(2048).text()).isEqualTo("2 KB/s");
    }

    @Test
    void changesTheUnitOfLargeTimes() {
        assertThat(Figures.millis(38).text()).isEqualTo("38 ms");
        assertThat(Figures.millis(1240).text()).isEqualTo("1.24 s");
        assertThat(Figures.cpu(250).text()).isEqualTo("250 mCPU");
        assertThat(Figures.cpu(1500).text()).isEqualTo("1.5 cores");
    }

    @Test
    void writesADashForWhatIsNotKnown() {
        assertThat(Figures.bytes(Double.NaN).text()).isEqualTo("–");
        assertThat(Figures.percent(Double.NaN).text()).isEqualTo("–");
    }

    @Test
    void writesDurationsWithTwoUnitsAtMost() {
        assertThat(Figures.duration(Duration.ofMillis(840))).isEqualTo("840 ms");
        assertThat(Figures.duration(Duration.ofMillis(4_210))).isEqualTo("4.21 s");
        assertThat(Figures.duration(Duration.ofSeconds(72))).isEqualTo("1 min 12 s");
        assertThat(Figures.duration(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    }

    @Test
    void countsWithTheRightNoun() {
        assertThat(Figures.count(1, "instance")).isEqualTo("1 instance");
        assertThat(Figures.count(3, "instance")).isEqualTo("3 instances");
    }
}
