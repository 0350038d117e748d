package io.slipway.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-03-02T06:59:59Z, false", // a Monday, 07:59:59 there
        "2026-03-02T07:00:00Z, true",
        "2026-03-02T16:59:59Z, true",
        "2026-03-02T17:00:00Z, false",
        "2026-03-01T12:00:00Z, false", // a Sunday
        "2026-07-06T06:00:00Z, true", // in summer an hour earlier
        "2026-07-06T16:00:00Z, false",
    })
    void holdsByTheClockOfItsPlace(Instant moment, boolean holds) {
        var schedule = schedule(Weekdays.parse("Mon-Fri"), "08:00", "18:00");

        assertThat(schedule.holdsAt(moment)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-03-06T20:59:59Z, false",
        "2026-03-06T21:00:00Z, true", // Friday 22:00
        "2026-03-07T04:59:00Z, true", // Saturday 05:59
        "2026-03-07T05:00:00Z, false",
        "2026-03-07T21:30:00Z, false", // Saturday night is another one's
        "2026-03-06T03:00:00Z, false", // the morning before
    })
    void goesOnOverMidnightFromTheDayOnWhichItBegins(Instant moment, boolean holds) {
        var schedule = schedule(EnumSet.of(DayOfWeek.FRIDAY), "22:00", "06:00");

        assertThat(schedule.holdsAt(moment)).isEqualTo(holds);
    }

    @Test
    void equalTimesAreAWholeDay() {
        var schedule = schedule(EnumSet.of(DayOfWeek.MONDAY), "00:00", "00:00");

        assertThat(schedule.holdsAt(Instant.parse("2026-03-02T22:59:00Z"))).isTrue();
        assertThat(schedule.holdsAt(Instant.parse("2026-03-02T23:00:00Z"))).isFalse();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Mon-Fri         | Mon–Fri
            sat, SUNDAY     | Sat, Sun
            Fri–Mon         | Mon, Fri, Sat, Sun
            daily           | daily
            wed             | Wed
            """)
    void readsAndWritesDays(String text, String words) {
        assertThat(Weekdays.words(Weekdays.parse(text))).isEqualTo(words);
    }

    @Test
    void refusesWhatIsNoDayTimeOrZone() {
        assertThatThrownBy(() -> Weekdays.parse("Mon-Fry")).hasMessageContaining("There is no day Fry.");
        assertThatThrownBy(() -> Weekdays.parse("T")).hasMessageContaining("There is no day T.");
        assertThatThrownBy(() -> Schedule.timeOf("25:00", "schedules.from")).hasMessageContaining("08:00");
        assertThatThrownBy(() -> Schedule.zoneOf("Europe/Berlni")).hasMessageContaining("Europe/Berlin or UTC");
    }

    private static Schedule schedule(Set<DayOfWeek> days, String from, String to) {
        return new Schedule(days, LocalTime.parse(from), LocalTime.parse(to), BERLIN, 2, 4);
    }
}
