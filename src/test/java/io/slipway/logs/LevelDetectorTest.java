package io.slipway.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.logs.LogLine.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelDetectorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            ERROR   | {"time":"2026-01-01","level":"error","msg":"x"}
            WARN    | {"severity":"WARNING","message":"level: \\"error\\""}
            DEBUG   | {"msg":"hi","lvl":"debug"}
            ERROR   | {"level":50,"time":1,"msg":"pino"}
            UNKNOWN | {"msg":"no level","data":{"level":"error"}}
            UNKNOWN | {"text":"\\"level\\":\\"error\\""}
            WARN    | time=2026-01-01T00:00:00Z level=warn msg="disk is full"
            ERROR   | ts=1 lvl=error msg=x
            INFO    | level="info" msg="set level=error"
            INFO    | msg="set the level=error now" level=info
            UNKNOWN | please set level=error in the file
            ERROR   | [ERROR] something
            INFO    | [INFO ] maven speaks
            ERROR   | ERROR something
            WARN    | WARN: careful
            ERROR   | Error: connect ECONNREFUSED
            ERROR   | error: lower case with a colon
            UNKNOWN | error without a colon
            UNKNOWN | there was an ERROR in the middle
            UNKNOWN | errors: 0, warnings: 0
            UNKNOWN | INFORMATION about something
            ERROR   | E0822 14:02:11.123456       1 reflector.go:138] failed
            INFO    | I0822 14:02:11.123456       1 main.go:1] started
            UNKNOWN | E0822 is a part number
            INFO    | 2026-01-01T12:00:00.000Z  INFO 1 --- [main] c.e.App : Started
            ERROR   | 12:00:00.000 [http-nio-8080-exec-1] ERROR c.e.Foo - boom
            WARN    | 2026-01-01 12:00:00,123 WARN  [main] c.e.Foo: hm
            ERROR   | 2026-01-01 12:00:00,123 - my.module - ERROR - boom
            WARN    | WARNING:root:careful
            ERROR   | 2026/01/01 12:00:00 [error] 12#12: *1 open() failed
            INFO    | 2026/01/01 12:00:00 [notice] 1#1: start worker process 29
            ERROR   | [Wed Oct 11 14:32:52 2000] [core:error] [client ::1] denied
            ERROR   | 2026-01-01 12:00:00.000 UTC [123] ERROR:  relation does not exist
            UNKNOWN | 2026/01/01 12:00:00 plain go log with ERROR later
            UNKNOWN | 127.0.0.1 - - [01/Jan/2026:12:00:00 +0000] "GET /error HTTP/1.1" 500 12
            UNKNOWN | GET /error 500
            UNKNOWN | [
            """)
    void readsTheLevelFromTheShapeOfTheLine(Level level, String line) {
        assertThat(LevelDetector.detect(line)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"'\u001b[31mERROR\u001b[0m boom', ERROR", "'\u001b[90m12:00:00\u001b[0m [warn] x', WARN", "'', UNKNOWN"})
    void looksThroughColours(String line, Level level) {
        assertThat(LevelDetector.detect(line)).isEqualTo(level);
    }
}
