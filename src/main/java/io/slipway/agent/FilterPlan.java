package io.slipway.agent;

import io.slipway.kernel.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the filters of a host are made from, and the rules that come of it. Decides only.
 *
 * @param subnet of this host's instances; its first address is the bridge's, where names are asked for
 * @param protect addresses with ports that instances must not reach
 * @param peers whose instances may come in, and whose routers
 * @param resolvers that instances may ask when there is no answer here
 */
record FilterPlan(Cidr subnet, List<String> protect, List<Peer> peers, List<String> resolvers) {

    private static final Logger log = LoggerFactory.getLogger(FilterPlan.class);
    private static final String LINK_LOCAL = "169.254.0.0/16";
    private static final String REFUSED = " -j REJECT --reject-with icmp-port-unreachable";
    private static final String ESTABLISHED = "-m conntrack --ctstate RELATED,ESTABLISHED ";
    private static final int DNS = 53;

    /** A question for a name that ends in "internal", which only this host can answer, as it stands in a datagram. */
    private static final String NAME_OF_OURS = "-m string --hex-string \"|08696e7465726e616c00|\" --algo bm --icase";

    FilterPlan {
        protect = List.copyOf(protect);
        peers = List.copyOf(peers);
        resolvers = List.copyOf(resolvers);
    }

    /**
     * The chains of one installation, named after its bridge.
     *
     * @param forward packets that pass through the host
     * @param connect packets between instances, on their way through {@code forward}: accepted if those may talk to each other
     * @param input packets to the host itself
     * @param translate packets that leave the host
     */
    record Chains(String bridge, String forward, String connect, String input, String translate) {

        /** @param start of all names */
        static Chains of(String bridge, String start) {
            return new Chains(bridge, start + "-FORWARD", start + "-CONNECT", start + "-INPUT", start + "-NAT");
        }
    }

    /** The same for a kernel that cannot tell what a question is about: instances ask here alone. */
    FilterPlan withoutResolvers() {
        return new FilterPlan(subnet, protect, peers, List.of());
    }

    /** The address at which instances ask for names. */
    String gateway() {
        return subnet.address(1);
    }

    /**
     * The rules of the chains that filter, but for who may connect to whom. Answers come back along a connection that was allowed;
     * what is no TCP is looked at anew with each packet, as a conversation without an end would outlive both who had it.
     */
    List<String> filters(Chains chains) {
        var lines = new ArrayList<String>();
        var forward = "-A " + chains.forward() + " ";
        lines.add(forward + "-p tcp " + ESTABLISHED + "-j RETURN");
        lines.add(forward + ESTABLISHED + "--ctdir REPLY -j RETURN");
        lines.addAll(betweenInstances(chains));
        lines.add(forward + ESTABLISHED + "-j RETURN");
        lines.addAll(outwards(chains));
        lines.addAll(toTheHost(chains));
        // Named by their interface, so that nobody else can send in a peer's name, and other bridges are not concerned.
        peers.forEach(peer -> lines.add(
                forward + "-s %s/32 -i %s -o %s -j ACCEPT".formatted(peer.address(), peer.link(), chains.bridge())));
        return lines;
    }

    private List<String> betweenInstances(Chains chains) {
        var lines = new ArrayList<String>();
        var from = "-A " + chains.forward() + " -i " + chains.bridge() + " ";
        for (var to : Stream.concat(
                        Stream.of("-o " + chains.bridge()), peers.stream().map(peer -> "-d " + peer.subnet()))
                .toList()) {
            lines.add(from + to + " -j " + chains.connect());
            lines.add(from + to + REFUSED);
        }
        for (var peer : peers) {
            var in = "-A %s -s %s -i %s -o %s -j "
                    .formatted(chains.forward(), peer.subnet(), peer.link(), chains.bridge());
            lines.add(in + chains.connect());
            // In silence: whoever has just started there is known here within moments, and is heard when it tries
            // again.
            lines.add(in + "DROP");
        }
        return lines;
    }

    private List<String> outwards(Chains chains) {
        var from = "-A " + chains.forward() + " -i " + chains.bridge() + " ";
        var lines = new ArrayList<String>();
        keepNames(from).ifPresent(lines::add);
        resolvers.forEach(resolver -> asking(resolver).forEach(ask -> lines.add(from + ask + "RETURN")));
        lines.add(from + "-d " + LINK_LOCAL + REFUSED);
        protect.stream()
                .map(FilterPlan::endpoint)
                .flatMap(Optional::stream)
                .forEach(endpoint -> lines.add(from + endpoint));
        return lines;
    }

    private List<String> toTheHost(Chains chains) {
        var input = "-A " + chains.input() + " ";
        var lines = new ArrayList<String>();
        lines.add(input + "! -i " + chains.bridge() + " -j RETURN");
        lines.add(input + ESTABLISHED + "-j ACCEPT");
        asking(gateway()).forEach(ask -> lines.add(input + ask + "ACCEPT"));
        keepNames(input).ifPresent(lines::add);
        resolvers.forEach(resolver -> asking(resolver).forEach(ask -> lines.add(input + ask + "ACCEPT")));
        lines.add(input + REFUSED.strip());
        return lines;
    }

    /** Instances keep their addresses among each other, so that each host can tell who comes; the world sees the host's. */
    List<String> translations(Chains chains) {
        var from = "-A %s -s %s ".formatted(chains.translate(), subnet);
        return Stream.concat(
                        peers.stream().map(peer -> from + "-d " + peer.subnet() + " -j RETURN"),
                        Stream.of(from + "! -o " + chains.bridge() + " -j MASQUERADE"))
                .toList();
    }

    /**
     * Some programs ask all resolvers at once and believe the first: another one's "no such name" must not come before our answer.
     * In silence, so that they wait for it.
     */
    private Optional<String> keepNames(String start) {
        return resolvers.isEmpty()
                ? Optional.empty()
                : Optional.of(start + "-p udp -m udp --dport " + DNS + " " + NAME_OF_OURS + " -j DROP");
    }

    private static List<String> asking(String resolver) {
        return Stream.of("udp", "tcp")
                .map(protocol -> "-d %s/32 -p %s -m %s --dport %d -j ".formatted(resolver, protocol, protocol, DNS))
                .toList();
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
}
