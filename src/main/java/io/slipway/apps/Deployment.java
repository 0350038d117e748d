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

    private static final int ALL = 100;

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
    private boolean canary;
    private String strategy;
    private int step;
    private int share;
    private @Nullable Instant shareSince;
    private boolean paused;

    @Version
    private @Nullable Long version;

    protected Deployment() {}

    /** A running deployment of the app's current release. */
    Deployment(
            App app,
            Optional<ReleaseId> previous,
            DeploymentStrategy strategy,
            String trigger,
            String actor,
            Instant startedAt) {
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
        this.canary = strategy instanceof DeploymentStrategy.Canary;
        this.strategy = StrategyCodec.toText(strategy);
    }

    void succeed(Instant at) {
        finish(DeploymentView.State.SUCCEEDED, at);
    }

    void cancel(Instant at) {
        finish(DeploymentView.State.CANCELLED, at);
    }

    void cancel(Instant at, String why) {
        cancel(at);
        cause = shortened(why);
    }

    void fail(Instant at, String why) {
        finish(returnsTo().isPresent() ? DeploymentView.State.ROLLED_BACK : DeploymentView.State.FAILED, at);
        cause = shortened(why);
    }

    private static String shortened(String why) {
        return why.length() <= MAX_CAUSE ? why : why.substring(0, MAX_CAUSE);
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

    DeploymentPace pace() {
        return new DeploymentPace(StrategyCodec.ofText(strategy), step, share, shareSince, paused);
    }

    void goOn(DeploymentPace pace) {
        step = pace.step();
        share = pace.share();
        shareSince = pace.shareSince();
        paused = pace.paused();
    }

    /** Whether it is a canary that has not passed all its steps, beside a release that it is compared with. */
    boolean isTrial() {
        return isRunning() && canary && returnsTo().isPresent() && pace().isTrial();
    }

    /**
     * Percent of the requests that its release gets as a canary: nothing once it was taken back; empty where it is promoted past
     * steps whose instances never served, and replaces the others like any release.
     */
    Optional<Integer> presentShare() {
        boolean isRolling = isRunning() && !isTrial() && share < ALL;
        return isRolling ? Optional.empty() : Optional.of(isRunning() ? share : 0);
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
                id(), releaseNumber, previousNumber, state, trigger, actor, startedAt, finishedAt, cause, pace());
    }
}
