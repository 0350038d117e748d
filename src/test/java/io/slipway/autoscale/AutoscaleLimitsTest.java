package io.slipway.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AutoscaleLimitsTest {

    private static final AutoscaleRule CPU = new AutoscaleRule(Signal.CPU, 60);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Stream<Arguments> refusals() {
        var noDays = new Schedule(Set.of(), LocalTime.MIN, LocalTime.NOON, ZoneOffset.UTC, 1, 2);
        var turned = new Schedule(Weekdays.parse("daily"), LocalTime.MIN, LocalTime.NOON, ZoneOffset.UTC, 3, 2);
        return Stream.of(
                Arguments.of(AutoscalePolicy.between(0, 4, CPU), "minimum"),
                Arguments.of(AutoscalePolicy.between(1, 101, CPU), "maximum"),
                Arguments.of(AutoscalePolicy.between(5, 4, CPU), "maximum"),
                Arguments.of(AutoscalePolicy.between(1, 4), "rules"),
                Arguments.of(AutoscalePolicy.between(1, 4, CPU, CPU), "rules.cpu"),
                Arguments.of(AutoscalePolicy.between(1, 4, new AutoscaleRule(Signal.MEMORY, 101)), "rules.memory"),
                Arguments.of(AutoscalePolicy.between(1, 4, new AutoscaleRule(Signal.LATENCY, 0)), "rules.p95"),
                Arguments.of(
                        AutoscalePolicy.between(1, 4, new AutoscaleRule(Signal.REQUESTS, Double.NaN)),
                        "rules.requests"),
                Arguments.of(policy(List.of(noDays), MINUTE, 4), "schedules.days"),
                Arguments.of(policy(List.of(turned), MINUTE, 4), "schedules.maximum"),
                Arguments.of(policy(Collections.nCopies(21, noDays), MINUTE, 4), "schedules"),
                Arguments.of(policy(List.of(), Duration.ofHours(2), 4), "coolDownUpSeconds"),
                Arguments.of(policy(List.of(), MINUTE, 0), "largestStep"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void namesTheFieldThatBreaksARule(AutoscalePolicy policy, String field) {
        var refusal = catchThrowableOfType(PlatformException.Invalid.class, () -> AutoscaleLimits.require(policy));

        assertThat(refusal.code()).isEqualTo("invalid-autoscale");
        assertThat(refusal.field()).contains(field);
    }

    @Test
    void letsAnOrdinaryPolicyPass() {
        var policy = AutoscalePolicy.between(2, 8, CPU);

        assertThat(AutoscaleLimits.require(policy)).isSameAs(policy);
        assertThat(policy.words()).isEqualTo("2–8 by CPU 60 %");
    }

    @Test
    void comesBackFromItsColumnAsItWas() {
        var schedule = new Schedule(
                Weekdays.parse("Mon-Fri"), LocalTime.of(8, 0), LocalTime.of(18, 30), ZoneOffset.UTC, 4, 10);
        var policy = policy(List.of(schedule), MINUTE, 3);

        assertThat(PolicyCodec.policy(true, 1, 4, PolicyCodec.toText(policy))).isEqualTo(policy);
        var readings = List.of(new Reading(CPU, 91.5, 7), new Reading(CPU, Double.NaN, 4));
        assertThat(PolicyCodec.readings(PolicyCodec.toText(readings))).isEqualTo(readings);
    }

    private static AutoscalePolicy policy(List<Schedule> schedules, Duration coolDownUp, int largestStep) {
        return new AutoscalePolicy(true, 1, 4, List.of(CPU), schedules, coolDownUp, MINUTE, largestStep);
    }
}
