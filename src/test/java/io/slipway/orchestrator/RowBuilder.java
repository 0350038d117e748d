package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ReleaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instance's row as a test finds it: made of the spec, running and routable unless said otherwise. */
final class RowBuilder {

    private final ProcessSpec spec;
    private final int index;
    private final Instant created;
    private int incarnation = 1;
    private ReleaseId release;
    private String restartToken;
    private DesiredState desired = DesiredState.RUNNING;
    private InstanceState state = InstanceState.RUNNING;
    private Instant since;
    private boolean routable = true;
    private boolean moving;
    private @Nullable HostId host;
    private @Nullable String reason;
    private @Nullable String detail;
    private @Nullable Integer exitCode;
    private boolean outOfMemory;

    RowBuilder(ProcessSpec spec, int index, Instant created) {
        this.spec = spec;
        this.index = index;
        this.created = created;
        this.since = created;
        this.release = spec.releaseId();
        this.restartToken = spec.restartToken();
    }

    RowBuilder on(HostView where) {
        host = where.id();
        return this;
    }

    RowBuilder incarnation(int number) {
        incarnation = number;
        return this;
    }

    RowBuilder ofOldRelease() {
        release = ReleaseId.create();
        return this;
    }

    RowBuilder ofOldRestart() {
        restartToken = "before";
        return this;
    }

    RowBuilder in(InstanceState now) {
        state = now;
        routable = false;
        return this;
    }

    RowBuilder notRoutable() {
        routable = false;
        return this;
    }

    RowBuilder moving() {
        moving = true;
        return this;
    }

    RowBuilder toldToStop() {
        desired = DesiredState.STOPPED;
        routable = false;
        return this;
    }

    RowBuilder endedAt(Instant at) {
        since = at;
        return this;
    }

    RowBuilder because(String code, String sentence) {
        reason = code;
        detail = sentence;
        return this;
    }

    RowBuilder outOfMemory() {
        outOfMemory = true;
        exitCode = 137;
        return this;
    }

    InstanceRecord build() {
        return new InstanceRecord(
                InstanceId.create(),
                spec.appId(),
                spec.processId(),
                spec.type(),
                spec.spaceId(),
                index,
                incarnation,
                release,
                spec.releaseNumber(),
                restartToken,
                desired,
                state,
                since,
                created,
                host,
                null,
                routable,
                null,
                spec.settings().ports(),
                spec.settings().size().memory(),
                spec.settings().size().cpu(),
                exitCode,
                outOfMemory,
                reason,
                detail,
                null,
                0,
                null,
                moving,
                spec.settings().placement());
    }
}
