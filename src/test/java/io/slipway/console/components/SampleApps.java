package io.slipway.console.components;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.InstanceSize;
import io.slipway.apps.ReleaseView;
import io.slipway.iam.Permission;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Apps and instances for the console's tests, made by saying only what matters. */
public final class SampleApps {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private SampleApps() {}

    /** A started app with a deployment in the given state. */
    public static AppView app(String name, int wanted, DeploymentView.@Nullable State deployment, Instant at) {
        return app(name, wanted, true, deployment, at);
    }

    public static AppView app(
            String name, int wanted, boolean started, DeploymentView.@Nullable State state, Instant at) {
        return new AppView(
                AppId.create(),
                AppPath.of("acme", "dev", name),
                SpaceId.create(),
                OrganizationId.create(),
                ProcessId.create(),
                wanted,
                started,
                release(at),
                false,
                state == null ? null : deployment(state, at),
                false,
                at,
                EnumSet.allOf(Permission.class));
    }

    public static ReleaseView release(Instant at) {
        return new ReleaseView(
                ReleaseId.create(),
                42,
                "ghcr.io/acme/shop:1.8.3",
                "sha256:0",
                8080,
                InstanceSize.MEDIUM,
                HealthCheck.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                "mia",
                at,
                true);
    }

    public static DeploymentView deployment(DeploymentView.State state, Instant at) {
        return new DeploymentView(
                DeploymentId.create(),
                42,
                41,
                state,
                "environment applied",
                "mia",
                at,
                state == DeploymentView.State.RUNNING ? null : at.plusSeconds(23),
                state == DeploymentView.State.FAILED
                        ? "Its port 8080 never answered. Check the port in Settings."
                        : null);
    }

    /** An instance as it is when all is well in its state. */
    public static Row row(int index, InstanceState state) {
        return new Row(index, state);
    }

    /** Builds an instance row from what differs from a well one. */
    public static final class Row {

        private final int index;
        private final InstanceState state;
        private int incarnation = 1;
        private boolean routable;
        private DesiredState desired = DesiredState.RUNNING;
        private @Nullable Instant notBefore;
        private @Nullable String placementError;
        private @Nullable String detail;
        private @Nullable Integer exitCode;
        private boolean outOfMemory;
        private Instant since = NOON;

        private Row(int index, InstanceState state) {
            this.index = index;
            this.state = state;
            routable = state == InstanceState.RUNNING;
        }

        public Row incarnation(int value) {
            incarnation = value;
            return this;
        }

        public Row notRoutable() {
            routable = false;
            return this;
        }

        public Row unwanted() {
            desired = DesiredState.STOPPED;
            return this;
        }

        public Row backingOff() {
            notBefore = NOON.plusSeconds(30);
            return this;
        }

        public Row unplaced(String reason) {
            placementError = reason;
            return this;
        }

        public Row told(String sentence) {
            detail = sentence;
            return this;
        }

        public Row exited(int code) {
            exitCode = code;
            return this;
        }

        public Row outOfMemory() {
            outOfMemory = true;
            return this;
        }

        public Row since(Instant at) {
            since = at;
            return this;
        }

        public InstanceRow make() {
            return new InstanceRow(
                    InstanceId.create(),
                    index,
                    incarnation,
                    42,
                    desired,
                    state,
                    since,
                    since,
                    routable,
                    null,
                    "host-a",
                    "10.210.0.7",
                    exitCode,
                    outOfMemory,
                    null,
                    detail,
                    notBefore,
                    placementError,
                    null,
                    incarnation - 1);
        }
    }
}
