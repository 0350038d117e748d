package io.slipway.autoscale;

import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.util.HashSet;

/** What a policy may say; each refusal names its field and the next step. */
public final class AutoscaleLimits {

    /** The code of every refusal. */
    public static final String CODE = "invalid-autoscale";

    /** As many instances as a process may have. */
    public static final int MOST_INSTANCES = 100;

    /** Most schedules of one policy. */
    public static final int MOST_SCHEDULES = 20;

    /** The longest pause. */
    public static final Duration LONGEST_COOL_DOWN = Duration.ofHours(1);

    private AutoscaleLimits() {}

    /**
     * The same policy, if it keeps to the limits.
     *
     * @throws PlatformException.Invalid {@link #CODE}
     */
    public static AutoscalePolicy require(AutoscalePolicy policy) {
        requireBounds(policy.minimum(), policy.maximum(), "");
        requireSomething(policy);
        policy.rules().forEach(AutoscaleLimits::requireTarget);
        requireEachSignalOnce(policy);
        if (policy.schedules().size() > MOST_SCHEDULES) {
            throw invalid("schedules", "A policy has at most " + MOST_SCHEDULES + " schedules.");
        }
        policy.schedules().forEach(AutoscaleLimits::requireSchedule);
        requireCoolDown(policy.coolDownUp(), "coolDownUpSeconds");
        requireCoolDown(policy.coolDownDown(), "coolDownDownSeconds");
        if (policy.largestStep() < 1 || policy.largestStep() > MOST_INSTANCES) {
            throw invalid("largestStep", "The largest step is 1 to " + MOST_INSTANCES + " instances.");
        }
        return policy;
    }

    private static void requireBounds(int minimum, int maximum, String within) {
        if (minimum < 1 || minimum > MOST_INSTANCES) {
            throw invalid(
                    within + "minimum",
                    "The minimum is 1 to " + MOST_INSTANCES + " instances. To run none, scale to 0 or stop the app.");
        }
        if (maximum < 1 || maximum > MOST_INSTANCES) {
            throw invalid(within + "maximum", "The maximum is 1 to " + MOST_INSTANCES + " instances.");
        }
        if (minimum > maximum) {
            throw invalid(
                    within + "maximum",
                    "The minimum, " + minimum + ", is more than the maximum, " + maximum
                            + ". Lower the minimum or raise the maximum.");
        }
    }

    private static void requireSomething(AutoscalePolicy policy) {
        if (policy.rules().isEmpty() && policy.schedules().isEmpty()) {
            throw invalid("rules", "Give at least one rule or schedule: without any, nothing would ever move.");
        }
    }

    private static void requireTarget(AutoscaleRule rule) {
        var signal = rule.signal();
        if (!signal.allows(rule.target())) {
            throw invalid("rules." + signal.code(), "A target of " + signal.title() + " is " + signal.allowed() + ".");
        }
    }

    private static void requireEachSignalOnce(AutoscalePolicy policy) {
        var seen = new HashSet<Signal>();
        for (var rule : policy.rules()) {
            if (!seen.add(rule.signal())) {
                throw invalid(
                        "rules." + rule.signal().code(),
                        "There are two rules for " + rule.signal().title() + ". Keep one of them.");
            }
        }
    }

    private static void requireSchedule(Schedule schedule) {
        if (schedule.days().isEmpty()) {
            throw invalid("schedules.days", "A schedule needs at least one day of the week.");
        }
        requireBounds(schedule.minimum(), schedule.maximum(), "schedules.");
    }

    private static void requireCoolDown(Duration pause, String field) {
        if (pause.isNegative() || pause.compareTo(LONGEST_COOL_DOWN) > 0) {
            throw invalid(field, "A cool-down is 0 to " + LONGEST_COOL_DOWN.toSeconds() + " seconds.");
        }
    }

    private static PlatformException invalid(String field, String sentence) {
        return new PlatformException.Invalid(CODE, field, sentence);
    }
}
