package io.slipway.autoscale;

import io.slipway.kernel.PlatformException;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Days of the week as people write them: {@code Mon-Fri}, {@code Sat, Sun}, {@code daily}. */
public final class Weekdays {

    private static final String DAILY = "daily";
    private static final int SHORTEST_NAME = 3;

    private Weekdays() {}

    /**
     * Reads days, by three letters or in full; a range may go over the end of the week.
     *
     * @throws PlatformException.Invalid {@code invalid-autoscale}, field {@code schedules.days}
     */
    public static Set<DayOfWeek> parse(String text) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var part : text.strip().split("\\s*,\\s*")) {
            if (part.equalsIgnoreCase(DAILY)) {
                return EnumSet.allOf(DayOfWeek.class);
            }
            var ends = part.split("\\s*[-–]\\s*", 2);
            addRange(days, day(ends[0]), day(ends[ends.length - 1]));
        }
        return days;
    }

    /** Days in words: "Mon–Fri", "Sat, Sun", "daily". */
    public static String words(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return DAILY;
        }
        return days.equals(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))
                ? shortName(DayOfWeek.MONDAY) + "–" + shortName(DayOfWeek.FRIDAY)
                : days.stream().sorted().map(Weekdays::shortName).collect(Collectors.joining(", "));
    }

    /** "Mon". */
    public static String shortName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static void addRange(Set<DayOfWeek> days, DayOfWeek first, DayOfWeek last) {
        for (var day = first; day != last; day = day.plus(1)) {
            days.add(day);
        }
        days.add(last);
    }

    private static DayOfWeek day(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        for (var day : DayOfWeek.values()) {
            if (upper.length() >= SHORTEST_NAME && day.name().startsWith(upper)) {
                return day;
            }
        }
        throw new PlatformException.Invalid(
                AutoscaleLimits.CODE,
                "schedules.days",
                "There is no day " + name + ". Write days like Mon-Fri, or Sat, Sun, or daily.");
    }
}
