package io.slipway.console.autoscale;

import io.slipway.autoscale.AutoscaleLimits;
import io.slipway.autoscale.Schedule;
import io.slipway.autoscale.Weekdays;
import io.slipway.kernel.PlatformException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Schedules as text, one a line: {@code Mon-Fri 08:00-18:00 Europe/Berlin 4-10}. Pure. */
final class ScheduleLines {

    private static final Pattern LINE = Pattern.compile("(?<days>\\S.*?)\\s+(?<from>\\d{1,2}:\\d{2})\\s*[-–]\\s*"
            + "(?<to>\\d{1,2}:\\d{2})\\s+(?<zone>\\S+)\\s+(?<minimum>\\d{1,3})\\s*[-–]\\s*(?<maximum>\\d{1,3})");
    private static final int SHORT_HOUR = 4;

    private ScheduleLines() {}

    /**
     * Reads lines; empty ones are left out.
     *
     * @throws PlatformException.Invalid {@code invalid-autoscale}, a field that begins with {@code schedules}
     */
    static List<Schedule> parse(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(ScheduleLines::line)
                .toList();
    }

    static String text(List<Schedule> schedules) {
        return schedules.stream().map(ScheduleLines::text).collect(Collectors.joining("\n"));
    }

    private static Schedule line(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new PlatformException.Invalid(
                    AutoscaleLimits.CODE,
                    "schedules",
                    "\"" + line + "\" is no schedule. Write days, times, time zone and bounds, like"
                            + " Mon-Fri 08:00-18:00 Europe/Berlin 4-10.");
        }
        return new Schedule(
                Weekdays.parse(parts.group("days")),
                Schedule.timeOf(time(parts.group("from")), "schedules.from"),
                Schedule.timeOf(time(parts.group("to")), "schedules.to"),
                Schedule.zoneOf(parts.group("zone")),
                Integer.parseInt(parts.group("minimum")),
                Integer.parseInt(parts.group("maximum")));
    }

    private static String time(String text) {
        return text.length() == SHORT_HOUR ? "0" + text : text;
    }

    private static String text(Schedule schedule) {
        return schedule.words() + " " + schedule.minimum() + "–" + schedule.maximum();
    }
}
