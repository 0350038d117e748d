package io.slipway.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.PlatformException;
import io.slipway.logs.LogLine.Level;
import io.slipway.logs.LogLine.Source;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {

    @Test
    void readsWordsPhrasesAndExclusions() {
        var filter = LogFilter.parse("  timeout \"read failed\" -health -\"liveness probe\" - http://x:80/ ");

        assertThat(filter.words()).containsExactly("timeout", "read failed", "-", "http://x:80/");
        assertThat(filter.withoutWords()).containsExactly("health", "liveness probe");
    }

    @Test
    void readsFields() {
        var filter = LogFilter.parse("level:error,warn instance:0,2 stream:stderr,router");

        assertThat(filter.levels()).containsExactlyInAnyOrder(Level.ERROR, Level.WARN);
        assertThat(filter.writers().indexes()).containsExactlyInAnyOrder(0, 2);
        assertThat(filter.sources()).containsExactlyInAnyOrder(Source.STDERR, Source.ROUTER);
        assertThat(LogFilter.parse("Level>=Info").levels()).isEqualTo(Set.of(Level.ERROR, Level.WARN, Level.INFO));
    }

    @Test
    void tellsInstancesOfProcessesApart() {
        var both = LogFilter.parse("instance:worker/0,1").writers();
        var worker = LogFilter.parse("process:worker instance:0").writers();

        assertThat(both.include("worker", 0)).isTrue();
        assertThat(both.include("web", 0)).isFalse();
        assertThat(both.include("web", 1)).isTrue();
        assertThat(worker.include("worker", 0)).isTrue();
        assertThat(worker.include("worker", 1)).isFalse();
        assertThat(worker.include("web", 0)).isFalse();
    }

    @Test
    void takesAnUnfinishedPhraseAsFarAsItGoes() {
        assertThat(LogFilter.parse("\"half a").words()).isEqualTo(List.of("half a"));
        assertThat(LogFilter.parse("\"\" -\"").words()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "level:",
                "level:errror",
                "level>=",
                "instance:a",
                "instance:-1",
                "instance:99999",
                "instance:worker/",
                "process:",
                "process:Web_1/2",
                "stream:x",
                "-level:error"
            })
    void saysWhatToWriteInstead(String text) {
        assertThatThrownBy(() -> LogFilter.parse(text))
                .isInstanceOfSatisfying(
                        PlatformException.Invalid.class,
                        e -> assertThat(e.field()).contains("q"));
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> LogFilter.parse("x".repeat(257))).isInstanceOf(PlatformException.Invalid.class);
        assertThatThrownBy(() -> LogFilter.parse("a ".repeat(21))).isInstanceOf(PlatformException.Invalid.class);
    }
}
