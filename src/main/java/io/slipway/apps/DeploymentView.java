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
 * @param cause why it failed, a sentence with the next step; null unless failed
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
        @Nullable String cause) {

    /** The states; all but RUNNING are final. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ROLLED_BACK,
        CANCELLED
    }
}
