package io.slipway.agent;

import io.slipway.kernel.Cidr;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kernel's routes to the instances of other hosts, as flannel's host-gw has them. Idempotent; routes of anybody else stay as
 * they are: ours carry a protocol number of their own, and a metric that tells the installations of one machine apart.
 */
final class PeerRoutes {

    private static final String PROTOCOL = "115";
    private static final int METRICS_FROM = 20_000;
    private static final int METRICS = 10_000;
    private static final Pattern ROUTE =
            Pattern.compile("(?<subnet>[0-9./]+) via (?<address>[0-9.]+) dev (?<link>\\S+) .*metric (?<metric>\\d+).*");

    private final String metric;
    private boolean led;

    /** @param bridge of this installation's instances */
    PeerRoutes(String bridge) {
        this.metric = Integer.toString(METRICS_FROM + Math.floorMod(bridge.hashCode(), METRICS));
    }

    /** Makes the routes those to the peers and no others; {@link IOException} with a sentence for people. */
    void lead(List<Peer> peers) throws IOException {
        if (peers.isEmpty() && !led) {
            return; // A host alone needs nothing of all this, nor the program.
        }
        led = true;
        apply(peers);
    }

    /** Removes everything that {@link #lead} made, in this process or one before it. */
    void remove() throws IOException {
        apply(List.of());
    }

    private void apply(List<Peer> peers) throws IOException {
        var shown = HostPrograms.IP.run("", "-4", "-o", "route", "show", "proto", PROTOCOL);
        var changes = changes(shown.lines(), peers);
        if (!changes.isEmpty()) {
            HostPrograms.IP.run(String.join("\n", changes) + "\n", "-4", "-batch", "-");
        }
    }

    /** What turns the routes that are shown into those wanted, in the words of {@code ip -batch}. */
    List<String> changes(Stream<String> shown, List<Peer> wanted) {
        var present = shown.map(ROUTE::matcher)
                .filter(route -> route.matches() && route.group("metric").equals(metric))
                .map(route -> new Peer(
                        Cidr.of(withPrefix(route.group("subnet"))), route.group("address"), route.group("link")))
                .toList();
        return Stream.concat(
                        present.stream().filter(peer -> !wanted.contains(peer)).map(peer -> line("del", peer)),
                        wanted.stream().filter(peer -> !present.contains(peer)).map(peer -> line("add", peer)))
                .toList();
    }

    private String line(String verb, Peer peer) {
        return "route %s %s via %s dev %s proto %s metric %s"
                .formatted(verb, peer.subnet(), peer.address(), peer.link(), PROTOCOL, metric);
    }

    /** A route to a single address is shown without one. */
    private static String withPrefix(String subnet) {
        return subnet.contains("/") ? subnet : subnet + "/32";
    }

    /** The interfaces of this host with the networks that they are on. */
    static List<Peers.Link> links() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(link -> link.getInterfaceAddresses().stream()
                        .filter(address -> address.getAddress() instanceof Inet4Address)
                        .map(address -> new Peers.Link(link.getName(), network(address))))
                .toList();
    }

    private static Cidr network(InterfaceAddress address) {
        return Cidr.of(address.getAddress().getHostAddress() + "/" + address.getNetworkPrefixLength());
    }
}
