package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.ReleaseId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt to make a release run. Ends once, in one of four ways. */
@Entity
class Deployment {

    static final int MAX_CAUSE = 2000;

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID spaceId;
    private UUID appId;
    private UUID releaseId;
    private @Nullable UUID previousId;

    @Enumerated(EnumType.STRING)
    private DeploymentView.State state;

    @Column(name = "trigger_text")
    private String trigger;

    private String actor;
    private Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable String cause;

    @Version
    private @Nullable Long version;

    protected Deployment() {}

    /** A running deployment of the app's current release. */
    Deployment(App app, Optional<ReleaseId> previous, String trigger, String actor, Instant startedAt) {
        this.id = DeploymentId.create().value();
        this.organizationId = app.organizationId().value();
        this.spaceId = app.spaceId().value();
        this.appId = app.id().value();
        this.releaseId = app.currentRelease().value();
        this.previousId = previous.map(ReleaseId::value).orElse(null);
        this.state = DeploymentView.State.RUNNING;
        this.trigger = trigger;
        this.actor = actor;
        this.startedAt = startedAt;
    }

    void succeed(Instant at) {
        finish(DeploymentView.State.SUCCEEDED, at);
    }

    void cancel(Instant at) {
        finish(DeploymentView.State.CANCELLED, at);
    }

    void fail(Instant at, String why) {
        finish(returnsTo().isPresent() ? DeploymentView.State.ROLLED_BACK : DeploymentView.State.FAILED, at);
        cause = why.length() <= MAX_CAUSE ? why : why.substring(0, MAX_CAUSE);
    }

    private void finish(DeploymentView.State end, Instant at) {
        if (!isRunning()) {
            throw new IllegalStateException("Deployment " + id + " has ended as " + state);
        }
        state = end;
        finishedAt = at;
    }

    boolean isRunning() {
        return state == DeploymentView.State.RUNNING;
    }

    /** The release to go back to when this one fails; none when the same release ran before, or nothing did. */
    Optional<ReleaseId> returnsTo() {
        return previous().filter(before -> !before.equals(release()));
    }

    DeploymentId id() {
        return new DeploymentId(id);
    }

    AppId appId() {
        return new AppId(appId);
    }

    ReleaseId release() {
        return new ReleaseId(releaseId);
    }

    Optional<ReleaseId> previous() {
        return Optional.ofNullable(previousId).map(ReleaseId::new);
    }

    DeploymentView toView(int releaseNumber, int previousNumber) {
        return new DeploymentView(
                id(), releaseNumber, previousNumber, state, trigger, actor, startedAt, finishedAt, cause);
    }
}
