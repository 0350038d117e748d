package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRoutesTest {

    @TempDir
    private Path folder;

    private HostRoutes routes;

    /** A default route, a network card, Docker's bridge, Slipway's own bridge, a tunnel, and a range that is cut off. */
    @BeforeEach
    void writeTable() throws IOException {
        var table = folder.resolve("route");
        Files.writeString(table, """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
                eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
                slipway0\t0000E00A\t00000000\t0001\t0\t0\t0\t00FCFFFF\t0\t0\t0
                tun0\t0000640A\t010200C0\t0003\t0\t0\t0\t0000FEFF\t0\t0\t0
                *\t0000580A\t00000000\t0200\t0\t0\t0\t0000FFFF\t0\t0\t0
                """);
        routes = new HostRoutes(table);
    }

    @ParameterizedTest
    @CsvSource({
        "172.17.4.0/22, 172.17.0.0/16 (docker0)",
        "172.16.0.0/12, 172.17.0.0/16 (docker0)",
        "192.0.2.0/24, 192.0.2.0/24 (eth0)",
        "10.101.0.0/22, 10.100.0.0/15 (tun0)"
    })
    void findsWhatASubnetCollidesWith(String subnet, String collision) throws IOException {
        assertThat(routes.collision(subnet, "slipway0")).hasValue(collision);
    }

    @ParameterizedTest
    @CsvSource({"10.224.0.0/22", "10.224.4.0/22", "10.88.0.0/22", "10.102.0.0/22", "172.18.0.0/22"})
    void leavesFreeSubnetsAndItsOwnAlone(String subnet) throws IOException {
        assertThat(routes.collision(subnet, "slipway0")).isEmpty();
    }

    @Test
    void readsTheTableOfThisMachine() throws IOException {
        assertThat(new HostRoutes(Path.of("/proc/net/route")).collision("127.0.0.0/30", "none"))
                .isEmpty();
    }
}
