package io.slipway.agent;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters around the instances' bridge: instances reach neither each other, nor their host, nor the platform's ports, nor
 * link-local addresses; they may go out otherwise, and the host and its peers (their routers) may come in. Idempotent.
 */
final class HostNetwork {

    private static final Logger log = LoggerFactory.getLogger(HostNetwork.class);
    private static final Path BRIDGE_FILTER = Path.of("/proc/sys/net/bridge/bridge-nf-call-iptables");
    private static final Path RESOLVERS = Path.of("/etc/resolv.conf");
    private static final String LINK_LOCAL = "169.254.0.0/16";
    private static final String REFUSED = " -j REJECT --reject-with icmp-port-unreachable";

    private final String bridge;
    private final String forwardChain;
    private final String inputChain;
    private List<String> protectedAddresses = List.of();
    private List<Peer> peers = List.of();
    private List<String> installed = List.of();

    /** Filters of a bridge, with chains of its own ({@code SLIPWAY0-FORWARD}), so that installations can share a machine. */
    HostNetwork(String bridge) {
        this(bridge, bridge.toUpperCase(Locale.ROOT));
    }

    /** @param chains what the names of the chains start with, so that several agents can share a machine in tests */
    HostNetwork(String bridge, String chains) {
        if (!bridge.matches("[a-z][a-z0-9-]{0,14}") || !chains.matches("[A-Z][A-Z0-9-]{0,18}")) {
            throw new IllegalArgumentException("Not fit for a rule: " + bridge + ", " + chains);
        }
        this.bridge = bridge;
        this.forwardChain = chains + "-FORWARD";
        this.inputChain = chains + "-INPUT";
    }

    /** Installs the filters for these peers; {@link IOException} with a sentence for people when the machine lacks what they need. */
    synchronized void install(List<String> protect, List<Peer> hosts) throws IOException {
        protectedAddresses = List.copyOf(protect);
        peers = List.copyOf(hosts);
        filterBridgedTraffic();
        restore(rules());
        link(forwardParent(saved()), forwardChain);
        link("INPUT", inputChain);
        installed = ours(saved());
    }

    private static String forwardParent(FilterRules rules) {
        return rules.hasChain("DOCKER-USER") ? "DOCKER-USER" : "FORWARD";
    }

    /** Looks whether the filters still stand as installed and puts them back if not; false when they had to be. */
    synchronized boolean verify() throws IOException {
        var rules = saved();
        if (!installed.isEmpty()
                && ours(rules).equals(installed)
                && rules.leads(forwardParent(rules), forwardChain, bridge)
                && rules.leads("INPUT", inputChain, bridge)) {
            return true;
        }
        log.atWarn()
                .addKeyValue("bridge", bridge)
                .log("The filters of the host were changed by something else; put back");
        install(protectedAddresses, peers);
        return false;
    }

    /** Removes everything that {@link #install} made. */
    synchronized void remove() throws IOException {
        var lines = new ArrayList<String>();
        var rules = saved();
        for (var parent : List.of("DOCKER-USER", "FORWARD", "INPUT")) {
            rules.of(parent).stream().filter(this::leadsToUs).forEach(line -> lines.add("-D " + line.substring(3)));
        }
        for (var chain : List.of(forwardChain, inputChain)) {
            if (rules.hasChain(chain)) {
                lines.add("-F " + chain);
                lines.add("-X " + chain);
            }
        }
        restore(lines);
        installed = List.of();
    }

    /** Declaring a chain empties it, and all of this takes effect at one moment. */
    private List<String> rules() {
        var lines = new ArrayList<String>();
        lines.add(":" + forwardChain + " - [0:0]");
        lines.add(":" + inputChain + " - [0:0]");
        var from = "-A " + forwardChain + " -i " + bridge + " ";
        lines.add("-A " + forwardChain + " -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN");
        lines.add(from + "-o " + bridge + REFUSED);
        peers.forEach(peer -> lines.add(from + "-d " + peer.subnet() + REFUSED));
        var input = "-A " + inputChain + " ";
        lines.add(input + "! -i " + bridge + " -j RETURN");
        lines.add(input + "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
        for (var resolver : resolvers()) {
            for (var protocol : List.of("udp", "tcp")) {
                var ask = "-d " + resolver + "/32 -p " + protocol + " -m " + protocol + " --dport 53 -j ";
                lines.add(from + ask + "RETURN");
                lines.add(input + ask + "ACCEPT");
            }
        }
        lines.add(from + "-d " + LINK_LOCAL + REFUSED);
        protectedEndpoints().forEach(endpoint -> lines.add(from + endpoint));
        lines.add(input + REFUSED.strip());
        // Named by their interface, so that nobody else can send in a peer's name, and other bridges are not concerned.
        peers.forEach(peer -> lines.add(
                "-A %s -s %s/32 -i %s -o %s -j ACCEPT".formatted(forwardChain, peer.address(), peer.link(), bridge)));
        return lines;
    }

    private Stream<String> protectedEndpoints() {
        return protectedAddresses.stream().map(HostNetwork::endpoint).flatMap(Optional::stream);
    }

    /** Only a literal IPv4 address and a number get into a rule, whatever the server sent. */
    private static Optional<String> endpoint(String address) {
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}:\\d{1,5}")) {
            log.atWarn().addKeyValue("address", address).log("Not an address and port; it cannot be protected");
            return Optional.empty();
        }
        int colon = address.indexOf(':');
        return Optional.of(("-d %s/32 -p tcp -m tcp --dport %s" + REFUSED)
                .formatted(address.substring(0, colon), address.substring(colon + 1)));
    }

    /** The resolvers that the engine's own DNS asks from inside a container's network. */
    private static Set<String> resolvers() {
        try (var lines = Files.lines(RESOLVERS)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith("nameserver "))
                    .map(line -> line.substring("nameserver ".length()).strip())
                    .filter(HostNetwork::isReachableAddress)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    private static boolean isReachableAddress(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return false;
        }
        try {
            var address = InetAddress.getByName(text);
            return address instanceof Inet4Address && !address.isLoopbackAddress();
        } catch (IOException notAnAddress) {
            return false;
        }
    }

    /** Without this the kernel does not show frames between two ports of a bridge to the filters. */
    private static void filterBridgedTraffic() throws IOException {
        if (!Files.exists(BRIDGE_FILTER)) {
            throw new IOException(
                    "The kernel module br_netfilter is not loaded, so instances could reach each other. Run: modprobe br_netfilter");
        }
        if (!Files.readString(BRIDGE_FILTER).strip().equals("1")) {
            Files.writeString(BRIDGE_FILTER, "1");
        }
    }

    private boolean leadsToUs(String rule) {
        return rule.endsWith("-j " + forwardChain) || rule.endsWith("-j " + inputChain);
    }

    /** Puts the jump to a chain of ours first, unless nothing that stands before it concerns the bridge. */
    private void link(String parent, String target) throws IOException {
        var rules = saved();
        if (rules.leads(parent, target, bridge)) {
            return;
        }
        var lines = new ArrayList<String>();
        var jump = "-A " + parent + " -j " + target;
        rules.of(parent).stream().filter(jump::equals).forEach(line -> lines.add("-D " + line.substring(3)));
        lines.add("-I " + parent + " 1 -j " + target);
        restore(lines);
    }

    /** The rules of our chains in the filter's own words. */
    private List<String> ours(FilterRules rules) {
        return Stream.of(forwardChain, inputChain)
                .flatMap(chain -> rules.of(chain).stream())
                .toList();
    }

    private static FilterRules saved() throws IOException {
        return new FilterRules(
                HostPrograms.IPTABLES_SAVE.run("", "-t", "filter").lines().toList());
    }

    private static void restore(List<String> lines) throws IOException {
        if (!lines.isEmpty()) {
            var input = "*filter\n" + String.join("\n", lines) + "\nCOMMIT\n";
            HostPrograms.IPTABLES_RESTORE.run(input, "--noflush", "--wait");
        }
    }
}
