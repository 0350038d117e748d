package io.slipway.apps;

import io.slipway.kernel.DeploymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a release run.
 *
 * @param releaseNumber what should run
 * @param previousNumber what ran before, 0 for the first deployment
 * @param trigger in words: "created", "environment applied", "rolled back to v3", "restarted", "scaled"
 * @param cause why it failed or who aborted it, a sentence with the next step; null otherwise
 * @param pace how it goes on and how far it is
 */
public record DeploymentView(
        DeploymentId id,
        int releaseNumber,
        int previousNumber,
        State state,
        String trigger,
        String actor,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String cause,
        DeploymentPace pace) {

    /** An ordinary deployment. */
    public DeploymentView(
            DeploymentId id,
            int releaseNumber,
            int previousNumber,
            State state,
            String trigger,
            String actor,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String cause) {
        this(
                id,
                releaseNumber,
                previousNumber,
                state,
                trigger,
                actor,
                startedAt,
                finishedAt,
                cause,
                DeploymentPace.ORDINARY);
    }

    /** Whether a canary is on trial. */
    public boolean isTrial() {
        return state == State.RUNNING && pace.isTrial();
    }

    /** The states; all but RUNNING are final. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ROLLED_BACK,
        CANCELLED
    }
}
