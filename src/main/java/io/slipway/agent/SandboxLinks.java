package io.slipway.agent;

import io.slipway.kernel.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Plugs sandboxes into the bridge of the host's instances: a pair of interfaces, one inside, the other in the bridge. The engine
 * could do it, but starts a program of its own for each container and lets them wait for each other: three times as slow (decision
 * 0024). The pair goes with the sandbox.
 */
final class SandboxLinks implements SandboxNetwork {

    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final Path PROCESSES = Path.of("/proc");
    private static final String INSIDE = "eth0";

    private final String bridge;
    private final Cidr subnet;
    private final EtcFiles files;

    /** @param subnet of the host; its first address is the bridge's */
    SandboxLinks(String bridge, Cidr subnet, EtcFiles files) {
        this.bridge = bridge;
        this.subnet = subnet;
        this.files = files;
    }

    @Override
    public void plug(Sandbox sandbox) throws IOException {
        requireAlive(sandbox);
        var outside = outside(sandbox.address());
        if (Files.exists(INTERFACES.resolve(outside))) {
            HostPrograms.IP.run("link del dev " + outside + "\n", "-batch", "-");
        }
        HostPrograms.NSENTER.run(
                inside(sandbox.address(), outside),
                "--target",
                Integer.toString(sandbox.pid()),
                "--net",
                HostPrograms.IP.path().toString(),
                "-batch",
                "-");
        // Last, because that it is in the bridge says that all was done.
        HostPrograms.IP.run(
                "link set dev %s addrgenmode none master %s up\n".formatted(outside, bridge), "-batch", "-");
    }

    /** The number of a process that has ended may be another's by now, even one of the host's own. */
    private static void requireAlive(Sandbox sandbox) throws IOException {
        var groups = PROCESSES.resolve(Integer.toString(sandbox.pid())).resolve("cgroup");
        if (sandbox.pid() <= 0
                || !Files.exists(groups)
                || !Files.readString(groups).contains(sandbox.containerId())) {
            throw new IOException("its sandbox has ended as soon as it began");
        }
    }

    /** Without an address of IPv6, which no filter knows; the hardware address follows from the address, so that neighbours need not ask anew. */
    private String inside(String address, String outside) {
        return """
                link add name %1$s address %2$s type veth peer name %3$s netns %4$d
                link set dev %1$s addrgenmode none
                address add %5$s/%6$d broadcast + dev %1$s
                link set dev %1$s up
                link set dev lo up
                route add default via %7$s
                """.formatted(
                        INSIDE,
                        hardwareAddress(address),
                        outside,
                        ProcessHandle.current().pid(),
                        address,
                        subnet.bits(),
                        subnet.address(1));
    }

    @Override
    public boolean isPlugged(String address) {
        return Files.exists(INTERFACES.resolve(bridge).resolve("brif").resolve(outside(address)));
    }

    @Override
    public Map<String, String> files(String address) {
        return files.of(address);
    }

    /** Told by the address alone, so that an agent that starts anew knows it. */
    static String outside(String address) {
        return "slw" + hex(address, "");
    }

    /** One that is administered locally, as the engine makes them. */
    static String hardwareAddress(String address) {
        return "02:42:" + hex(address, ":");
    }

    private static String hex(String address, String between) {
        var octets = address.split("\\.");
        var text = new StringBuilder();
        for (var octet : octets) {
            text.append(text.isEmpty() ? "" : between).append("%02x".formatted(Integer.parseInt(octet)));
        }
        return text.toString();
    }
}
