package io.slipway.instances;

import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report may change. State only moves forward; an older phase is believed only when the agent restarted the container by
 * itself, and then takes traffic away without moving the state. The address stays for history.
 */
final class ReportRules {

    private ReportRules() {}

    /** Applies a report; false when it says nothing new or must not be believed. */
    static boolean apply(Instance row, InstanceReport report, Instant now) {
        var phase = stateOf(report.getPhase());
        if (phase.isEmpty() || row.state.isTerminal()) {
            return false;
        }
        var state = phase.get();
        if (state.ordinal() < row.state.ordinal()) {
            return report.getRestarts() > row.restarts && noteRestart(row, report);
        }
        boolean moved = row.state.canBecome(state);
        if (moved) {
            row.enter(state, now);
        }
        return copy(row, report) || moved;
    }

    /** Whether {@link #apply} would change nothing, as far as that can be told without the row itself; false when in doubt. */
    static boolean saysNothingNew(InstanceRecord row, InstanceReport report) {
        return stateOf(report.getPhase()).filter(state -> state == row.state()).isPresent()
                && row.routable()
                        == (row.state() == InstanceState.RUNNING
                                && row.desired() == DesiredState.RUNNING
                                && report.getReady())
                && Objects.equals(orElse(report.getAddress(), row.address()), row.address())
                && Objects.equals(orNull(report.getReason()), row.reason())
                && Objects.equals(orNull(report.getDetail()), row.detail())
                && Objects.equals(orNull(report.getProgress()), row.progress())
                && row.outOfMemory() == report.getOutOfMemory()
                && report.getRestarts() <= row.restarts()
                && (!report.hasExitCode() || Objects.equals(row.exitCode(), report.getExitCode()));
    }

    private static boolean noteRestart(Instance row, InstanceReport report) {
        row.restarts = report.getRestarts();
        row.routable = false;
        return true;
    }

    private static boolean copy(Instance row, InstanceReport report) {
        var before = row.toRecord();
        row.routable = row.state == InstanceState.RUNNING && row.desired == DesiredState.RUNNING && report.getReady();
        row.address = orElse(report.getAddress(), row.address);
        row.reason = orNull(report.getReason());
        row.detail = orNull(report.getDetail());
        row.progress = orNull(report.getProgress());
        row.outOfMemory = report.getOutOfMemory();
        row.restarts = Math.max(row.restarts, report.getRestarts());
        if (report.hasExitCode()) {
            row.exitCode = report.getExitCode();
        }
        return !Objects.equals(before, row.toRecord());
    }

    private static Optional<InstanceState> stateOf(InstancePhase phase) {
        return switch (phase) {
            case PREPARING -> Optional.of(InstanceState.PREPARING);
            case STARTING -> Optional.of(InstanceState.STARTING);
            case RUNNING -> Optional.of(InstanceState.RUNNING);
            case STOPPING -> Optional.of(InstanceState.STOPPING);
            case STOPPED -> Optional.of(InstanceState.STOPPED);
            case REJECTED -> Optional.of(InstanceState.REJECTED);
            case FAILED -> Optional.of(InstanceState.FAILED);
            case INSTANCE_PHASE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static @Nullable String orElse(String text, @Nullable String fallback) {
        return text.isEmpty() ? fallback : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
