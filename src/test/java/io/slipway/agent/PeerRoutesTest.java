package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cidr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeerRoutesTest {

    private static final Peer B = new Peer(Cidr.of("10.224.4.0/22"), "192.0.2.11", "eth0");

    private final PeerRoutes routes = new PeerRoutes("slipway0");

    @Test
    void aNewPeerGetsARoute() {
        assertThat(routes.changes(Stream.of(), List.of(B)))
                .singleElement()
                .asString()
                .startsWith("route add 10.224.4.0/22 via 192.0.2.11 dev eth0 proto 115 metric ");
    }

    @Test
    void aRouteThatStandsStays() {
        assertThat(routes.changes(Stream.of(shown(routes, B)), List.of(B))).isEmpty();
    }

    @Test
    void aRouteToAPeerThatLeftGoesAndOneThatMovedIsReplaced() {
        var moved = new Peer(B.subnet(), "192.0.2.12", "eth0");

        assertThat(routes.changes(Stream.of(shown(routes, B)), List.of()))
                .singleElement()
                .asString()
                .startsWith("route del 10.224.4.0/22 via 192.0.2.11");
        assertThat(routes.changes(Stream.of(shown(routes, B)), List.of(moved)))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("route del");
    }

    @Test
    void routesOfAnotherInstallationOfThisMachineAreLeftAlone() {
        assertThat(routes.changes(Stream.of(shown(new PeerRoutes("slipway1"), B)), List.of()))
                .isEmpty();
    }

    /** As {@code ip -o route show proto 115} prints it. */
    private static String shown(PeerRoutes by, Peer peer) {
        var added = by.changes(Stream.of(), List.of(peer)).getFirst();
        return "%s via %s dev %s metric %s "
                .formatted(peer.subnet(), peer.address(), peer.link(), added.substring(added.lastIndexOf(' ') + 1));
    }
}
