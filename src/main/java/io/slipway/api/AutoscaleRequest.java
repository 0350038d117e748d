package io.slipway.api;

import io.slipway.autoscale.AutoscaleLimits;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.Schedule;
import io.slipway.autoscale.Signal;
import io.slipway.autoscale.Weekdays;
import io.slipway.kernel.PlatformException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy as callers send it; only the bounds are needed, and at least one rule or schedule.
 *
 * @param enabled true unless it is to be kept only
 * @param rules the one that asks for most instances wins
 * @param schedules other bounds at some times
 * @param coolDownUpSeconds how long after a move none are added
 * @param coolDownDownSeconds how long after a move none are taken away, and how long less must have been enough
 * @param largestStep how many come or go at once, at most
 */
record AutoscaleRequest(
        @Nullable Boolean enabled,
        @Nullable Integer minimum,
        @Nullable Integer maximum,
        @Nullable List<RuleRequest> rules,
        @Nullable List<ScheduleRequest> schedules,
        @Nullable Long coolDownUpSeconds,
        @Nullable Long coolDownDownSeconds,
        @Nullable Integer largestStep) {

    /** {@code signal} is cpu or memory (percent), requests (per second and instance) or p95 (milliseconds). */
    record RuleRequest(@Nullable String signal, @Nullable Double target) {

        private AutoscaleRule toRule() {
            var code = Fields.required(signal, "rules.signal");
            var known = Signal.of(code)
                    .orElseThrow(() -> new PlatformException.Invalid(
                            AutoscaleLimits.CODE, "rules.signal", "A signal is cpu, memory, requests or p95."));
            return new AutoscaleRule(known, Fields.required(target, "rules.target"));
        }
    }

    /** {@code days} such as mon, sun or mon-fri; times such as 08:00 by the clock of {@code zone}, such as Europe/Berlin. */
    record ScheduleRequest(
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone,
            @Nullable Integer minimum,
            @Nullable Integer maximum) {

        private Schedule toSchedule() {
            return new Schedule(
                    daysOfWeek(),
                    Schedule.timeOf(Fields.required(from, "schedules.from"), "schedules.from"),
                    Schedule.timeOf(Fields.required(to, "schedules.to"), "schedules.to"),
                    Schedule.zoneOf(Fields.required(zone, "schedules.zone")),
                    Fields.required(minimum, "schedules.minimum"),
                    Fields.required(maximum, "schedules.maximum"));
        }

        private Set<DayOfWeek> daysOfWeek() {
            var all = EnumSet.noneOf(DayOfWeek.class);
            Fields.noneNull(Fields.required(days, "schedules.days"), List.<String>of(), "schedules.days")
                    .forEach(day -> all.addAll(Weekdays.parse(day)));
            return all;
        }
    }

    AutoscalePolicy toPolicy() {
        return new AutoscalePolicy(
                Fields.orElse(enabled, true),
                Fields.required(minimum, "minimum"),
                Fields.required(maximum, "maximum"),
                Fields.noneNull(rules, List.<RuleRequest>of(), "rules").stream()
                        .map(RuleRequest::toRule)
                        .toList(),
                Fields.noneNull(schedules, List.<ScheduleRequest>of(), "schedules").stream()
                        .map(ScheduleRequest::toSchedule)
                        .toList(),
                seconds(coolDownUpSeconds, AutoscalePolicy.DEFAULT_COOL_DOWN_UP),
                seconds(coolDownDownSeconds, AutoscalePolicy.DEFAULT_COOL_DOWN_DOWN),
                Fields.orElse(largestStep, AutoscalePolicy.DEFAULT_LARGEST_STEP));
    }

    private static Duration seconds(@Nullable Long given, Duration otherwise) {
        return given == null ? otherwise : Duration.ofSeconds(given);
    }
}
