package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingTableFileTest {

    @TempDir
    private Path folder;

    @Test
    void aRouterThatStartsAgainServesFromTheFile() throws IOException {
        RoutingTableFile file = new RoutingTableFile(folder.resolve("routes"));
        try (RawApp app = RawApp.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            file.save(table(7, app.port()));

            RoutingTable loaded = new RoutingTableFile(folder.resolve("routes")).load().orElseThrow();
            try (RouterRig rig = RouterRig.withDefaults()) {
                rig.router.apply(loaded);

                assertThat(rig.ask("GET / HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n")).endsWith("ok");
            }
        }
    }

    @Test
    void keepsEverything() throws IOException {
        RoutingTableFile file = new RoutingTableFile(folder.resolve("routes"));
        file.save(table(1, 80));
        file.save(table(2, 81));

        assertThat(file.load().orElseThrow().version()).isEqualTo(2);
        assertThat(file.load()).isEqualTo(file.load());
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("routes"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void takesAMissingFileAsNone() throws IOException {
        assertThat(new RoutingTableFile(folder.resolve("routes")).load()).isEmpty();
    }

    @Test
    void takesADamagedFileAsNone() throws IOException {
        Path path = folder.resolve("routes");
        RoutingTableFile file = new RoutingTableFile(path);
        file.save(table(1, 80));
        byte[] good = Files.readAllBytes(path);

        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(path, bad);
            assertThat(file.load()).as("byte %s turned", at).isEmpty();
            Files.write(path, Arrays.copyOf(good, at));
            assertThat(file.load()).as("cut after %s", at).isEmpty();
        }
    }

    private static RoutingTable table(long version, int port) {
        Route route = new Route(
                "r1", "app.test", "/", RouterRig.APP, "app", List.of(RouterRig.endpoint(0, port), RouterRig.endpoint(1, port)));
        return new RoutingTable(version, List.of(route), "apps.test");
    }
}
