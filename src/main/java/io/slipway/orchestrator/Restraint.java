package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.Signal;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** What speaks against changing a number of instances, in words; empty where nothing does. Pure. */
final class Restraint {

    private Restraint() {}

    /** Why nothing moves now. */
    static String pause(ProcessSpec spec, List<InstanceRecord> rows, Instant now) {
        if (spec.base() != null) {
            return "a canary is on trial; the number stays until its end";
        }
        if (spec.wanted() == 0) {
            return "it runs no instances now; it goes on once it is started or scaled up";
        }
        long crashing = newestByIndex(rows).stream()
                .filter(row -> row.index() < spec.wanted() && isCrashing(row, now))
                .count();
        return crashing == 0
                ? ""
                : crashing + (crashing == 1 ? " instance crashes" : " instances crash")
                        + "; more of them would not help";
    }

    /** Why none are taken away now. */
    static String keep(ProcessSpec spec, AutoscalePolicy policy, boolean anySilent) {
        if (spec.deployment() != null) {
            return "a deployment is under way";
        }
        boolean goesByAnswers = policy.rules().stream()
                .anyMatch(rule -> rule.signal() == Signal.REQUESTS || rule.signal() == Signal.LATENCY);
        return anySilent && goesByAnswers ? "a host is silent, and what its router answers is not known" : "";
    }

    private static Collection<InstanceRecord> newestByIndex(List<InstanceRecord> rows) {
        BinaryOperator<InstanceRecord> newer = (a, b) -> a.incarnation() > b.incarnation() ? a : b;
        return rows.stream()
                .collect(Collectors.toMap(InstanceRecord::index, row -> row, newer))
                .values();
    }

    private static boolean isCrashing(InstanceRecord row, Instant now) {
        var notBefore = row.notBefore();
        return row.state() == InstanceState.FAILED
                || row.state() == InstanceState.REJECTED
                || (row.state() == InstanceState.PENDING && notBefore != null && notBefore.isAfter(now));
    }
}
