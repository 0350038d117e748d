package io.slipway.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.logs.LogLine.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterLevelTest {

    @ParameterizedTest
    @CsvSource({"200, INFO", "304, INFO", "404, WARN", "499, WARN", "502, ERROR"})
    void isReadFromTheStatus(String status, Level level) {
        var line = "shop.test - [2026-03-01T12:00:00.000000000Z] \"GET /a?b=500 HTTP/1.1\" " + status + " 0 15 \"-\"";

        assertThat(RouterLevel.of(line)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"' ended_by:\"client\"', INFO", "' ended_by:\"limit\" x_cf_routererror:\"limit\"', ERROR"})
    void ofATcpConnectionIsReadFromItsError(String end, Level level) {
        var line = "tcp:20001 - [2026-03-01T12:00:00.000000000Z] \"TCP\" - 5 15 \"10.0.0.1:4711\"" + end;

        assertThat(RouterLevel.of(line)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"no request at all", "'ends \"early\" '"})
    void isUnknownForALineOfAnotherForm(String line) {
        assertThat(RouterLevel.of(line)).isEqualTo(Level.UNKNOWN);
    }
}
