package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cidr;
import io.slipway.protocol.HostSubnet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {

    private static final List<Peers.Link> LINKS =
            List.of(new Peers.Link("lo", Cidr.of("127.0.0.1/8")), new Peers.Link("eth0", Cidr.of("192.0.2.10/24")));

    @Test
    void aHostOnASharedNetworkIsReachedThroughIt() {
        var peers = Peers.of(List.of(host("b", "10.224.4.0/22", "192.0.2.11")), "a", LINKS);

        assertThat(peers.reached()).containsExactly(new Peer(Cidr.of("10.224.4.0/22"), "192.0.2.11", "eth0"));
        assertThat(peers.problem()).isEmpty();
    }

    @Test
    void aHostIsNoPeerOfItself() {
        assertThat(Peers.of(List.of(host("a", "10.224.0.0/22", "127.0.0.1")), "a", LINKS))
                .isEqualTo(Peers.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7", "127.0.0.1", "db.example", "192.0.2.11 dev eth0", "999.0.2.11", ""})
    void anAddressThatIsNotOnASharedNetworkIsNamedAndGetsNoRoute(String address) {
        var peers = Peers.of(List.of(host("b", "10.224.4.0/22", address)), "a", LINKS);

        assertThat(peers.reached()).isEmpty();
        assertThat(peers.problem()).contains("host-b", "--address");
    }

    private static HostSubnet host(String id, String cidr, String address) {
        return HostSubnet.newBuilder()
                .setHostId(id)
                .setHostName("host-" + id)
                .setCidr(cidr)
                .setAddress(address)
                .build();
    }
}
