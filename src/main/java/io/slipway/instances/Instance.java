package io.slipway.instances;

import io.slipway.kernel.CrashPolicy;
import io.slipway.kernel.HostId;
import io.slipway.protocol.InstanceReport;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The row of an instance as loops and agents change it; its frozen run spec is left out, see {@link FrozenInstance}. Every verb
 * answers whether it changed anything.
 */
@Entity
@Table(name = "instance")
class Instance extends InstanceColumns {

    private static final int MAX_CAUSE = 900;

    protected Instance() {}

    Instance(NewInstance made, Instant now) {
        super(made, now);
    }

    /** Places it. Only what still waits and is still wanted can be placed. */
    boolean assignTo(HostId host, Instant now) {
        if (state != InstanceState.PENDING || desired != DesiredState.RUNNING) {
            return false;
        }
        hostId = host.value();
        placementError = null;
        enter(InstanceState.ASSIGNED, now);
        return true;
    }

    /** Notes why no host takes it. */
    boolean refusePlacement(String error) {
        if (state != InstanceState.PENDING || error.equals(placementError)) {
            return false;
        }
        placementError = error;
        return true;
    }

    /** Orders its end; what never got a host has ended at once. */
    boolean stop(Instant now) {
        if (desired == DesiredState.STOPPED || state.isTerminal()) {
            return false;
        }
        desired = DesiredState.STOPPED;
        routable = false;
        if (state == InstanceState.PENDING) {
            enter(InstanceState.STOPPED, now);
        }
        return true;
    }

    /** Orders that another takes its place on another host. Only what is placed and still wanted can move. */
    boolean move() {
        if (moving || desired == DesiredState.STOPPED || hostId == null || state.isTerminal()) {
            return false;
        }
        moving = true;
        return true;
    }

    /** Takes the order to move back; too late once its end was ordered. */
    boolean stay() {
        if (!moving || desired == DesiredState.STOPPED) {
            return false;
        }
        moving = false;
        return true;
    }

    /** Its host is gone for good. */
    boolean lose(Instant now) {
        if (state.isTerminal()) {
            return false;
        }
        reason = "host-removed";
        detail = "The host was removed. A replacement starts on another host.";
        enter(InstanceState.LOST, now);
        return true;
    }

    /** Nobody tries again after it. Its cause stays, and the next step for people comes after it. */
    boolean giveUp() {
        if ((state != InstanceState.FAILED && state != InstanceState.REJECTED)
                || InstanceRecord.GIVEN_UP.equals(reason)) {
            return false;
        }
        var cause = detail == null ? "" : detail.substring(0, Math.min(detail.length(), MAX_CAUSE)) + " ";
        reason = InstanceRecord.GIVEN_UP;
        detail = cause
                + "Slipway gave up after %d crashes in a row. Restart the app to try again."
                        .formatted(CrashPolicy.GIVEN_UP_AT);
        return true;
    }

    /** Takes in what its agent says; see {@link ReportRules}. */
    boolean record(InstanceReport report, Instant now) {
        return ReportRules.apply(this, report, now);
    }

    boolean isOn(HostId host) {
        return host.value().equals(hostId);
    }

    void enter(InstanceState next, Instant now) {
        state = next;
        stateSince = now;
        progress = null;
        if (next.isTerminal()) {
            routable = false;
        }
    }
}
