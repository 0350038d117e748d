package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFileEntryTest {

    private final JsonFileEntry entry = new JsonFileEntry();

    @Test
    void readsAnEntryOfTheEngine() {
        assertThat(read("{\"log\":\"hello\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-01T12:00:00.123456789Z\"}"))
                .isTrue();

        assertThat(text()).isEqualTo("hello");
        assertThat(entry.isWhole()).isTrue();
        assertThat(entry.isStderr()).isFalse();
        assertThat(entry.timeNanos()).isEqualTo(nanos("2026-03-01T12:00:00.123456789Z"));
    }

    @Test
    void undoesEveryEscape() {
        read(
                "{\"log\":\"a\\\"b\\\\c\\/d\\te\\u003cf\\u00e4\\u65e5\\ud83d\\ude00\\ud800x\\u001b[0m\\r\\n\",\"stream\":\"stderr\","
                        + "\"time\":\"2026-12-31T23:59:59.5Z\"}");

        assertThat(text()).isEqualTo("a\"b\\c/d\te<fä日😀\uFFFDx\u001b[0m");
        assertThat(entry.isStderr()).isTrue();
        assertThat(entry.timeNanos()).isEqualTo(nanos("2026-12-31T23:59:59.5Z"));
    }

    @Test
    void skipsAttributesAndKnowsAnUnfinishedLine() {
        read(
                "{\"log\":\"part\",\"stream\":\"stdout\",\"attrs\":{\"a\":\"}\\\"\",\"b\":[1]},\"time\":\"2024-02-29T00:00:00Z\"}");

        assertThat(text()).isEqualTo("part");
        assertThat(entry.isWhole()).isFalse();
        assertThat(entry.timeNanos()).isEqualTo(nanos("2024-02-29T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "x",
                "{\"log\":\"abc",
                "{\"log\":\"abc\\",
                "\u0000\u0000\u0000",
                "{\"log\":\"a\\n\"}",
                "{\"time\":\""
            })
    void refusesWhatIsNoEntry(String line) {
        assertThat(read(line)).isFalse();
    }

    private boolean read(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return entry.read(bytes, 0, bytes.length);
    }

    private String text() {
        return new String(entry.text(), 0, entry.length(), StandardCharsets.UTF_8);
    }

    private static long nanos(String time) {
        var instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }
}
