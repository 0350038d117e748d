package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashPolicyTest {

    @ParameterizedTest
    @CsvSource({"1, PT0S", "2, PT0S", "3, PT30S", "4, PT1M", "5, PT2M", "6, PT4M", "7, PT8M", "8, PT16M", "199, PT16M"})
    void waitsLongerWithEveryCrash(int crashes, Duration wait) {
        assertThat(CrashPolicy.waitAfter(crashes)).contains(wait);
    }

    @ParameterizedTest
    @CsvSource({"200", "1000"})
    void givesUp(int crashes) {
        assertThat(CrashPolicy.waitAfter(crashes)).isEqualTo(Optional.empty());
    }
}
