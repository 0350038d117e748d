package io.slipway.api;

import io.slipway.autoscale.AutoscaleMove;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.AutoscaleView;
import io.slipway.autoscale.Decision;
import io.slipway.autoscale.Reading;
import io.slipway.autoscale.Replay;
import io.slipway.autoscale.ReplayWords;
import io.slipway.autoscale.Schedule;
import io.slipway.autoscale.Weekdays;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers read about autoscaling. */
final class AutoscaleAnswers {

    private AutoscaleAnswers() {}

    /** A rule, as it is sent. */
    record SignalRuleAnswer(String signal, double target) {
        static SignalRuleAnswer of(AutoscaleRule rule) {
            return new SignalRuleAnswer(rule.signal().code(), rule.target());
        }
    }

    /** A schedule, as it is sent. */
    record ScheduleAnswer(List<String> days, String from, String to, String zone, int minimum, int maximum) {
        static ScheduleAnswer of(Schedule schedule) {
            return new ScheduleAnswer(
                    schedule.days().stream().map(Weekdays::shortName).toList(),
                    schedule.from().toString(),
                    schedule.to().toString(),
                    schedule.zone().getId(),
                    schedule.minimum(),
                    schedule.maximum());
        }
    }

    /**
     * A policy and what it does now.
     *
     * @param minimumNow of the policy, or of the schedule that holds now
     * @param latest what was decided last; null while it is off, and for a moment after it was saved
     */
    record AutoscaleAnswer(
            boolean enabled,
            int minimum,
            int maximum,
            List<SignalRuleAnswer> rules,
            List<ScheduleAnswer> schedules,
            long coolDownUpSeconds,
            long coolDownDownSeconds,
            int largestStep,
            int minimumNow,
            int maximumNow,
            @Nullable DecisionAnswer latest,
            String changedBy,
            Instant changedAt) {

        static AutoscaleAnswer of(AutoscaleView view) {
            AutoscalePolicy policy = view.policy();
            return new AutoscaleAnswer(
                    policy.enabled(),
                    policy.minimum(),
                    policy.maximum(),
                    policy.rules().stream().map(SignalRuleAnswer::of).toList(),
                    policy.schedules().stream().map(ScheduleAnswer::of).toList(),
                    policy.coolDownUp().toSeconds(),
                    policy.coolDownDown().toSeconds(),
                    policy.largestStep(),
                    view.bounds().minimum(),
                    view.bounds().maximum(),
                    view.latest() == null ? null : DecisionAnswer.of(view.latest()),
                    view.changedBy(),
                    view.changedAt());
        }
    }

    /**
     * A decision.
     *
     * @param wished how many the rules ask for, before bounds, steps and pauses
     * @param heldBack what keeps it from what is wished; empty where nothing does
     * @param due when that ends; null where time alone does not end it
     */
    record DecisionAnswer(
            Instant at,
            int current,
            int wanted,
            int wished,
            String reason,
            String heldBack,
            @Nullable Instant due,
            List<ReadingAnswer> readings) {

        static DecisionAnswer of(Decision decision) {
            return new DecisionAnswer(
                    decision.at(),
                    decision.current(),
                    decision.wanted(),
                    decision.wished(),
                    decision.reason(),
                    decision.heldBack(),
                    decision.due(),
                    ReadingAnswer.ofAll(decision.readings()));
        }
    }

    /** What a rule saw and asked for; {@code value} is null where nothing was measured. */
    record ReadingAnswer(
            String signal, double target, @Nullable Double value, int wish) {
        static List<ReadingAnswer> ofAll(List<Reading> readings) {
            return readings.stream().map(ReadingAnswer::of).toList();
        }

        private static ReadingAnswer of(Reading reading) {
            return new ReadingAnswer(
                    reading.rule().signal().code(),
                    reading.rule().target(),
                    reading.isKnown() ? reading.value() : null,
                    reading.wish());
        }
    }

    /** A change of the number of instances; {@code by} is autoscaler or the person who scaled. */
    record MoveAnswer(Instant at, int from, int to, String by, String reason, List<ReadingAnswer> readings) {
        static MoveAnswer of(AutoscaleMove move) {
            return new MoveAnswer(
                    move.at(), move.from(), move.to(), move.by(), move.reason(), ReadingAnswer.ofAll(move.readings()));
        }
    }

    /** A point of a preview; null where nothing was measured. */
    record PointAnswer(
            Instant at, @Nullable Integer ran, @Nullable Integer chosen) {
        static PointAnswer of(Replay.Point point) {
            return point.isKnown()
                    ? new PointAnswer(point.at(), point.ran(), point.chosen())
                    : new PointAnswer(point.at(), null, null);
        }
    }

    /**
     * What a policy would have chosen.
     *
     * @param knownSeconds how long anything is known
     * @param shortSeconds how long the rules asked for more than the maximum
     * @param notes what a replay cannot know
     */
    record PreviewAnswer(
            long stepSeconds,
            int moves,
            double chosenHours,
            double ranHours,
            long knownSeconds,
            long shortSeconds,
            String summary,
            List<String> notes,
            List<PointAnswer> points) {

        static PreviewAnswer of(Replay replay, AutoscalePolicy policy) {
            return new PreviewAnswer(
                    replay.step().toSeconds(),
                    replay.moves(),
                    replay.chosenHours(),
                    replay.ranHours(),
                    replay.known().toSeconds(),
                    replay.shortOf().toSeconds(),
                    ReplayWords.summary(replay),
                    ReplayWords.notes(policy),
                    replay.points().stream().map(PointAnswer::of).toList());
        }
    }
}
