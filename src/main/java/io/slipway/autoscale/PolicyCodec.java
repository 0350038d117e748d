package io.slipway.autoscale;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Between a policy, or what was seen when it acted, and its column: JSON. */
final class PolicyCodec {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record StoredRule(Signal signal, double target) {}

    private record StoredSchedule(
            Set<DayOfWeek> days, LocalTime from, LocalTime to, String zone, int minimum, int maximum) {

        static StoredSchedule of(Schedule schedule) {
            return new StoredSchedule(
                    schedule.days(),
                    schedule.from(),
                    schedule.to(),
                    schedule.zone().getId(),
                    schedule.minimum(),
                    schedule.maximum());
        }

        Schedule schedule() {
            return new Schedule(days, from, to, ZoneId.of(zone), minimum, maximum);
        }
    }

    private record StoredDefinition(
            List<StoredRule> rules,
            List<StoredSchedule> schedules,
            long coolDownUpSeconds,
            long coolDownDownSeconds,
            int largestStep) {}

    /** What one rule saw; no value where nothing was known. */
    private record StoredReading(
            Signal signal, double target, @Nullable Double value, int wish) {}

    private PolicyCodec() {}

    /** Everything of a policy that has no column of its own. */
    static String toText(AutoscalePolicy policy) {
        return JSON.writeValueAsString(new StoredDefinition(
                policy.rules().stream()
                        .map(rule -> new StoredRule(rule.signal(), rule.target()))
                        .toList(),
                policy.schedules().stream().map(StoredSchedule::of).toList(),
                policy.coolDownUp().toSeconds(),
                policy.coolDownDown().toSeconds(),
                policy.largestStep()));
    }

    static AutoscalePolicy policy(boolean enabled, int minimum, int maximum, String definition) {
        var stored = JSON.readValue(definition, StoredDefinition.class);
        return new AutoscalePolicy(
                enabled,
                minimum,
                maximum,
                stored.rules().stream()
                        .map(rule -> new AutoscaleRule(rule.signal(), rule.target()))
                        .toList(),
                stored.schedules().stream().map(StoredSchedule::schedule).toList(),
                Duration.ofSeconds(stored.coolDownUpSeconds()),
                Duration.ofSeconds(stored.coolDownDownSeconds()),
                stored.largestStep());
    }

    static String toText(List<Reading> readings) {
        return JSON.writeValueAsString(readings.stream()
                .map(reading -> new StoredReading(
                        reading.rule().signal(),
                        reading.rule().target(),
                        reading.isKnown() ? reading.value() : null,
                        reading.wish()))
                .toList());
    }

    static List<Reading> readings(String text) {
        return List.of(JSON.readValue(text, StoredReading[].class)).stream()
                .map(stored -> new Reading(
                        new AutoscaleRule(stored.signal(), stored.target()),
                        stored.value() == null ? Double.NaN : stored.value(),
                        stored.wish()))
                .toList();
    }
}
