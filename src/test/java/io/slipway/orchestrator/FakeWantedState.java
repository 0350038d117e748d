package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.ProcessSpec;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one user wants of one process, with the ledger's rule for failed deployments: the release before is current again. */
final class FakeWantedState implements WantedState {

    private record Release(ReleaseId id, int number) {}

    final List<String> outcomes = new ArrayList<>();
    private final SpecBuilder spec = SpecBuilder.web();
    private final Set<Integer> broken = new HashSet<>();
    private Release current = new Release(ReleaseId.create(), 1);
    private Release previous = current;
    private int newest = 1;
    private boolean gone;
    private Runnable listener = () -> {};

    FakeWantedState() {
        spec.release(current.id(), current.number());
    }

    void onChange(Runnable action) {
        listener = action;
    }

    ProcessSpec spec() {
        return spec.build();
    }

    boolean isGone() {
        return gone;
    }

    boolean isBroken(int releaseNumber) {
        return broken.contains(releaseNumber);
    }

    void scaleTo(int instances) {
        spec.wanting(instances);
        listener.run();
    }

    /** Which hosts may run it from the next instance on. */
    void rule(String constraints, int atMostPerHost) {
        spec.ruled(PlacementRules.parse(constraints, atMostPerHost));
    }

    void restart(String token) {
        spec.restarted(token);
        listener.run();
    }

    void delete() {
        spec.deleting();
        listener.run();
    }

    void breakCurrentRelease() {
        broken.add(current.number());
    }

    void deploy(boolean works) {
        // As the ledger does: a deployment that is still running is given up for the newer one, its base stays.
        previous = spec().deployment() == null ? current : previous;
        current = new Release(ReleaseId.create(), ++newest);
        if (!works) {
            broken.add(newest);
        }
        spec.release(current.id(), current.number()).deploying(DeploymentId.create());
        listener.run();
    }

    @Override
    public Optional<ProcessSpec> spec(ProcessId id) {
        return gone ? Optional.empty() : Optional.of(spec());
    }

    @Override
    public List<ProcessId> processes() {
        return gone ? List.of() : List.of(spec().processId());
    }

    boolean isCurrentBroken() {
        return broken.contains(current.number());
    }

    @Override
    public void succeeded(DeploymentId id) {
        assertThat(isCurrentBroken() && spec().wanted() > 0)
                .as("a release that does not run was called a success")
                .isFalse();
        outcomes.add("v" + current.number() + " succeeded");
        spec.deploying(null);
        listener.run();
    }

    @Override
    public void failed(DeploymentId id, String cause) {
        outcomes.add("v" + current.number() + " failed");
        current = previous;
        spec.release(current.id(), current.number()).deploying(null);
        listener.run();
    }

    @Override
    public void deleted(AppId id) {
        gone = true;
    }
}
