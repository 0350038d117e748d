package io.slipway.apps;

import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.SpaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An app as its pages show it: what is wanted. What runs is told by {@code InstanceService}.
 *
 * @param processes of the release that should run, {@code web} first
 * @param started whether the user wants it to run
 * @param release the release that should run
 * @param staged whether saved changes wait for an apply
 * @param deployment the newest deployment, or null when there was none
 * @param deleting whether its end has been ordered
 * @param allowed what the caller may do
 * @param labels what people say of it
 */
public record AppView(
        AppId id,
        AppPath path,
        SpaceId spaceId,
        OrganizationId organizationId,
        List<ProcessView> processes,
        boolean started,
        ReleaseView release,
        boolean staged,
        @Nullable DeploymentView deployment,
        boolean deleting,
        Instant createdAt,
        Set<Permission> allowed,
        Labels labels) {

    public AppView {
        processes = List.copyOf(processes);
    }

    /** The process that every app has. */
    public ProcessView web() {
        return processes.getFirst();
    }

    /** The process of this name; empty when the release that should run has none. */
    public Optional<ProcessView> process(String type) {
        return processes.stream().filter(process -> process.type().equals(type)).findFirst();
    }

    /** How the instances of this process run; of one that the release that should run does not have, as those of the web process. */
    public ProcessSettings settingsOf(String type) {
        return release.settings().of(type).orElse(release.web());
    }

    /** The name of a process; empty when the release that should run does not have it. */
    public Optional<String> typeOf(ProcessId id) {
        return processes.stream()
                .filter(process -> process.id().equals(id))
                .map(ProcessView::type)
                .findFirst();
    }

    /** Whether there is more than the web process. */
    public boolean hasSeveralProcesses() {
        return processes.size() > 1;
    }

    /** Memory of all instances that are wanted while it is started; of one of the web process at least. */
    public double reservedMemoryBytes() {
        return reserved(size -> size.memory().bytes());
    }

    /** The same in thousandths of a core. */
    public double reservedCpuMillis() {
        return reserved(size -> size.cpu().millis());
    }

    private double reserved(ToDoubleFunction<InstanceSize> part) {
        var wanted =
                processes.stream().filter(process -> process.instances() > 0).toList();
        return wanted.isEmpty()
                ? part.applyAsDouble(web().settings().size())
                : wanted.stream()
                        .mapToDouble(process -> process.instances()
                                * part.applyAsDouble(process.settings().size()))
                        .sum();
    }

    /** How many instances all processes together should have while it is started. */
    public int wantedInstances() {
        return processes.stream().mapToInt(ProcessView::instances).sum();
    }
}
