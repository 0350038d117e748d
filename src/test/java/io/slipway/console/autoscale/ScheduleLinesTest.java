package io.slipway.console.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.kernel.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleLinesTest {

    @Test
    void readsWhatItWrites() {
        var schedules = ScheduleLines.parse("""
                Mon-Fri 8:00-18:00 Europe/Berlin 4-10

                sat, sun  22:00 – 06:00  UTC  2–3
                daily 00:00-00:00 America/New_York 1-1
                """);

        assertThat(ScheduleLines.text(schedules)).isEqualTo("""
                Mon–Fri 08:00–18:00 Europe/Berlin 4–10
                Sat, Sun 22:00–06:00 UTC 2–3
                daily 00:00–00:00 America/New_York 1–1""");
        assertThat(ScheduleLines.parse(ScheduleLines.text(schedules))).isEqualTo(schedules);
        assertThat(ScheduleLines.parse(" \n")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Mon-Fri 08:00-18:00 4-10              | schedules
            Mon-Fri 08:00-25:00 UTC 4-10          | schedules.to
            Mon-Fri 08:00-18:00 Europe/Berlni 4-10 | schedules.zone
            Mun-Fri 08:00-18:00 UTC 4-10          | schedules.days
            """)
    void tellsWhatItCannotRead(String line, String field) {
        var refusal = catchThrowableOfType(PlatformException.Invalid.class, () -> ScheduleLines.parse(line));

        assertThat(refusal.field()).contains(field);
    }
}
