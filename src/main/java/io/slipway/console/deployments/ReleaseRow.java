package io.slipway.console.deployments;

import io.slipway.apps.DeploymentView;
import io.slipway.apps.ReleaseView;
import io.slipway.console.components.Figures;
import io.slipway.console.components.StateKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release with the newest attempt to make it run.
 *
 * @param deployment null while it was never deployed
 */
record ReleaseRow(ReleaseView release, @Nullable DeploymentView deployment) {

    /** Releases with their newest deployments; both lists come newest first. */
    static List<ReleaseRow> of(List<ReleaseView> releases, List<DeploymentView> deployments) {
        return releases.stream()
                .map(release ->
                        new ReleaseRow(release, newest(release, deployments).orElse(null)))
                .toList();
    }

    int number() {
        return release.number();
    }

    String changes() {
        return String.join(" · ", release.changes());
    }

    /** The result in a word, with the reason for the present release being live. */
    String word() {
        if (release.current() && (deployment == null || deployment.state() == DeploymentView.State.SUCCEEDED)) {
            return "Live";
        }
        if (deployment == null) {
            return "Not deployed";
        }
        return switch (deployment.state()) {
            case RUNNING -> "Deploying";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
            case ROLLED_BACK -> "Rolled back";
            case CANCELLED -> "Cancelled";
        };
    }

    StateKind kind() {
        if (deployment == null) {
            return release.current() ? StateKind.RUNNING : StateKind.STOPPED;
        }
        return switch (deployment.state()) {
            case RUNNING -> StateKind.PROGRESS;
            case SUCCEEDED -> release.current() ? StateKind.RUNNING : StateKind.STOPPED;
            case FAILED, ROLLED_BACK -> StateKind.FAILED;
            case CANCELLED -> StateKind.STOPPED;
        };
    }

    /** What caused it: "created", "environment applied". */
    String trigger() {
        return deployment == null ? "" : deployment.trigger();
    }

    /** How long it took, or a dash while that is not known. */
    String duration() {
        if (deployment == null || deployment.finishedAt() == null) {
            return "–";
        }
        return Figures.duration(Duration.between(deployment.startedAt(), deployment.finishedAt()));
    }

    private static Optional<DeploymentView> newest(ReleaseView release, List<DeploymentView> deployments) {
        return deployments.stream()
                .filter(deployment -> deployment.releaseNumber() == release.number())
                .findFirst();
    }
}
