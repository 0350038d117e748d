package io.slipway.agent.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.slipway.agent.ContainerLabels;
import io.slipway.agent.RuntimeFailure;
import io.slipway.agent.RuntimeFailure.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks once more at every container before it is made and refuses what Slipway never makes. The builder cannot ask for any of
 * it today; this holds when somebody changes the builder.
 */
final class SecondLock {

    /** What names an instance and its neighbours, in place of the image's own. */
    private static final Set<String> THEIR_FILES = Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf");

    private static final String OUR_FILE = "/.*/etc/(resolv\\.conf|(hosts|hostname)-[0-9.]+)";

    private SecondLock() {}

    static void check(CreateContainerCmd command) {
        var host = command.getHostConfig();
        if (host == null) {
            throw refused("it has no limits");
        }
        checkPrivileges(host);
        checkNamespaces(host);
        checkMounts(command, host);
        var labels = command.getLabels();
        if (labels == null
                || !labels.containsKey(ContainerLabels.CLUSTER)
                || !labels.keySet().stream().allMatch(label -> label.startsWith(ContainerLabels.PREFIX))) {
            throw refused("its labels are not Slipway's");
        }
    }

    private static void checkPrivileges(HostConfig host) {
        refuseIf(Boolean.TRUE.equals(host.getPrivileged()), "it is privileged");
        refuseIf(!contains(host.getCapDrop(), Capability.ALL), "it keeps capabilities");
        refuseIf(
                host.getCapAdd() != null
                        && !Set.copyOf(ContainerBuilder.CAPABILITIES).containsAll(Set.of(host.getCapAdd())),
                "it adds capabilities");
        var options = host.getSecurityOpts();
        refuseIf(
                options == null || options.size() != 1 || !options.getFirst().equals("no-new-privileges"),
                "its security options differ");
        refuseIf(!isEmpty(host.getDevices()), "it asks for devices");
        refuseIf(host.getDeviceRequests() != null && !host.getDeviceRequests().isEmpty(), "it asks for devices");
        refuseIf(host.getSysctls() != null && !host.getSysctls().isEmpty(), "it sets kernel parameters");
        refuseIf(host.getRuntime() != null && !host.getRuntime().isEmpty(), "it chooses a runtime");
        refuseIf(host.getCgroupParent() != null && !host.getCgroupParent().isEmpty(), "it chooses a control group");
        refuseIf(host.getPidsLimit() == null || host.getPidsLimit() <= 0, "it has no limit on processes");
        refuseIf(host.getMemory() == null || host.getMemory() <= 0, "it has no memory limit");
    }

    private static void checkNamespaces(HostConfig host) {
        var network = host.getNetworkMode();
        refuseIf(network == null || network.equals("host") || network.equals("default"), "it joins the host's network");
        refuseIf(isChosen(host.getPidMode()) && !sharesWithItsSandbox(host, network), "it shares processes");
        refuseIf(isChosen(host.getIpcMode()), "it shares memory");
        refuseIf(isChosen(host.getUtSMode()), "it shares the host's name");
        refuseIf(isChosen(host.getUsernsMode()), "it chooses a user namespace");
        refuseIf(
                host.getPortBindings() != null
                        && !host.getPortBindings().getBindings().isEmpty(),
                "it publishes ports");
        refuseIf(Boolean.TRUE.equals(host.getPublishAllPorts()), "it publishes ports");
    }

    /** The one whose network it has, too: its own pause process, never the host or another instance. */
    private static boolean sharesWithItsSandbox(HostConfig host, String network) {
        return network.startsWith("container:") && network.equals(host.getPidMode());
    }

    private static void checkMounts(CreateContainerCmd command, HostConfig host) {
        for (var bind : host.getBinds() == null ? new Bind[0] : host.getBinds()) {
            refuseIf(
                    bind.getAccessMode() != AccessMode.ro
                            || !bind.getPath().matches(OUR_FILE)
                            || !THEIR_FILES.contains(bind.getVolume().getPath()),
                    "it mounts from the host");
        }
        refuseIf(host.getMounts() != null && !host.getMounts().isEmpty(), "it mounts");
        refuseIf(!isEmpty(host.getVolumesFrom()), "it mounts another container's volumes");
        refuseIf(!isEmpty(command.getVolumes()), "it asks for volumes");
    }

    private static boolean isChosen(@Nullable String mode) {
        return mode != null && !mode.isEmpty() && !mode.equals("private");
    }

    private static boolean isEmpty(Object @Nullable [] things) {
        return things == null || things.length == 0;
    }

    private static boolean contains(Capability @Nullable [] dropped, Capability wanted) {
        return dropped != null && Set.of(dropped).contains(wanted);
    }

    private static void refuseIf(boolean broken, String because) {
        if (broken) {
            throw refused(because);
        }
    }

    private static RuntimeFailure refused(String because) {
        return new RuntimeFailure(Kind.REFUSED, "The agent refuses to make this container: " + because + ".");
    }
}
