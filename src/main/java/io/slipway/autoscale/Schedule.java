package io.slipway.autoscale;

import io.slipway.kernel.PlatformException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Other bounds on some days of the week, by the clock of a place: daylight saving time is followed. A schedule whose end is not later
 * than its beginning goes on over midnight and belongs to the day on which it begins; equal times are a whole day.
 *
 * @param days on which it begins
 * @param from its first moment
 * @param to the moment after its last
 * @param minimum while it holds
 * @param maximum while it holds
 */
public record Schedule(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, int minimum, int maximum) {

    public Schedule {
        days = Collections.unmodifiableSet(days.isEmpty() ? EnumSet.noneOf(DayOfWeek.class) : EnumSet.copyOf(days));
    }

    /**
     * The time zone of a name such as {@code Europe/Berlin}.
     *
     * @throws PlatformException.Invalid {@code invalid-autoscale}, field {@code schedules.zone}
     */
    public static ZoneId zoneOf(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new PlatformException.Invalid(
                    AutoscaleLimits.CODE,
                    "schedules.zone",
                    "There is no time zone " + name + ". Write a name such as Europe/Berlin or UTC.");
        }
        return ZoneId.of(name);
    }

    /**
     * The time of day of a text such as {@code 08:00}.
     *
     * @throws PlatformException.Invalid {@code invalid-autoscale}, naming the field
     */
    public static LocalTime timeOf(String text, String field) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new PlatformException.Invalid(
                    AutoscaleLimits.CODE, field, "A time of day is written like 08:00; " + text.strip() + " is none.");
        }
    }

    /** Whether it holds at a moment. */
    public boolean holdsAt(Instant moment) {
        var there = moment.atZone(zone);
        var time = there.toLocalTime();
        var today = there.getDayOfWeek();
        if (from.isBefore(to)) {
            return days.contains(today) && !time.isBefore(from) && time.isBefore(to);
        }
        return !time.isBefore(from) ? days.contains(today) : time.isBefore(to) && days.contains(today.minus(1));
    }

    /** "Mon–Fri 08:00–18:00 Europe/Berlin". */
    public String words() {
        return Weekdays.words(days) + " " + from + "–" + to + " " + zone;
    }
}
