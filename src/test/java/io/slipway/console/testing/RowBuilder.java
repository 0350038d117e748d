package io.slipway.console.testing;

import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.CrashPolicy;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds rows of instances for tests: {@code row(0).in(FAILED).exit(137).build()}. */
public final class RowBuilder {

    private final int index;
    private String process = ProcessType.WEB;
    private int incarnation = 1;
    private InstanceState state = InstanceState.RUNNING;
    private Instant since = Examples.NOON;
    private @Nullable HostId hostId;
    private @Nullable Integer exitCode;
    private boolean routable = true;
    private boolean wanted = true;
    private boolean outOfMemory;
    private @Nullable String reason;
    private @Nullable String detail;
    private @Nullable Instant notBefore;
    private @Nullable String placementError;
    private @Nullable String progress;

    private RowBuilder(int index) {
        this.index = index;
    }

    /** A running, routable first incarnation. */
    public static RowBuilder row(int index) {
        return new RowBuilder(index);
    }

    /** One as it is when all is well in its state. */
    public static RowBuilder row(int index, InstanceState state) {
        return row(index).in(state);
    }

    /** Of another process than web. */
    public RowBuilder of(String type) {
        process = type;
        return this;
    }

    /** Which try at its index it is. */
    public RowBuilder incarnation(int number) {
        incarnation = number;
        return this;
    }

    /** Its state. */
    public RowBuilder in(InstanceState newState) {
        state = newState;
        return this;
    }

    /** When it came into its state. */
    public RowBuilder since(Instant at) {
        since = at;
        return this;
    }

    /** Where it is. */
    public RowBuilder on(HostId host) {
        hostId = host;
        return this;
    }

    /** How its process ended. */
    public RowBuilder exit(int code) {
        exitCode = code;
        return this;
    }

    /** It used more memory than it had. */
    public RowBuilder outOfMemory() {
        outOfMemory = true;
        return this;
    }

    /** The code and the sentence. */
    public RowBuilder because(String code, String sentence) {
        reason = code;
        detail = sentence;
        return this;
    }

    /** The Docker Engine stopped and took it along. */
    public RowBuilder endedWithEngine() {
        return in(InstanceState.FAILED).exit(137).because(CrashPolicy.ENGINE_STOPPED, "The Docker Engine stopped.");
    }

    /** It waits half a minute after its crash. */
    public RowBuilder backingOff() {
        return notBefore(Examples.NOON.plusSeconds(30));
    }

    /** It runs but gets no traffic. */
    public RowBuilder notRoutable() {
        routable = false;
        return this;
    }

    /** Its end has been ordered. */
    public RowBuilder unwanted() {
        wanted = false;
        return this;
    }

    /** The sentence without a code. */
    public RowBuilder told(String sentence) {
        detail = sentence;
        return this;
    }

    /** When its start is due. */
    public RowBuilder notBefore(Instant at) {
        notBefore = at;
        return this;
    }

    /** Why it has no host. */
    public RowBuilder unplaced(String sentence) {
        placementError = sentence;
        return this;
    }

    /** What its agent is doing. */
    public RowBuilder progress(String sentence) {
        progress = sentence;
        return this;
    }

    /** The row. */
    public InstanceRow build() {
        return new InstanceRow(
                InstanceId.create(),
                process,
                index,
                incarnation,
                1,
                !wanted || state.isTerminal() ? DesiredState.STOPPED : DesiredState.RUNNING,
                state,
                since,
                since.minusSeconds(5),
                routable && state == InstanceState.RUNNING,
                hostId,
                state == InstanceState.PENDING ? "" : "host-a",
                state == InstanceState.RUNNING ? "10.210.9.7" : null,
                exitCode,
                outOfMemory,
                reason,
                detail,
                notBefore,
                placementError,
                progress,
                0);
    }
}
