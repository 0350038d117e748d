package io.slipway.agent;

import io.slipway.kernel.Cidr;
import io.slipway.protocol.HostSubnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The other hosts of the cluster as seen from this one. A plain route leads to a host's instances only over a network that both
 * hosts share; decides only.
 *
 * @param reached over such a network
 * @param problem a sentence about those that are not, with the next step; empty when there are none
 */
record Peers(List<Peer> reached, String problem) {

    private static final Cidr LOOPBACK = Cidr.of("127.0.0.0/8");

    static final Peers NONE = new Peers(List.of(), "");

    /**
     * An interface of this host.
     *
     * @param name as the kernel has it
     * @param network its own address and the network around it
     */
    record Link(String name, Cidr network) {}

    Peers {
        reached = List.copyOf(reached);
    }

    /** @param own id of this host, which is no peer of itself */
    static Peers of(List<HostSubnet> hosts, String own, List<Link> links) {
        var reached = new ArrayList<Peer>();
        var away = new ArrayList<String>();
        for (var host : hosts) {
            if (host.getHostId().equals(own)) {
                continue;
            }
            var link = literal(host.getAddress()).flatMap(address -> linkTo(address, links));
            if (link.isPresent()) {
                reached.add(new Peer(Cidr.of(host.getCidr()), host.getAddress(), link.get()));
            } else {
                away.add("%s (%s)".formatted(host.getHostName(), host.getAddress()));
            }
        }
        return new Peers(reached, away.isEmpty() ? "" : sentence(away));
    }

    private static Optional<String> linkTo(String address, List<Link> links) {
        return links.stream()
                .filter(link -> link.network().contains(address))
                .map(Link::name)
                .findFirst();
    }

    /** Whatever a server sends, only an IPv4 address that is somebody else's gets into a route. */
    private static Optional<String> literal(String address) {
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return LOOPBACK.contains(address) ? Optional.empty() : Optional.of(address);
        } catch (IllegalArgumentException tooLarge) {
            return Optional.empty();
        }
    }

    private static String sentence(List<String> away) {
        return ("This host shares no network with %s, so its router does not reach the instances there. Give each agent the address"
                        + " that the others reach, with --address.")
                .formatted(String.join(", ", away));
    }
}
