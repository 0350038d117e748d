package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A port leads to instances, and bytes pass as they are. */
class TcpRouteTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final Duration DRAIN = Duration.ofMillis(400);

    private final int port = freePort();

    @Test
    void passesBothWaysAndLetsEachEndByItself() throws Exception {
        byte[] sent = noise(MEGABYTE);
        try (RawApp echo = new RawApp(talk -> talk.out.write(talk.in.readAllBytes()));
                RouterRig rig = RouterRig.withDefaults().tcp(port, echo.port());
                RawApp.Talk talk = connect()) {
            Thread.ofVirtual().start(() -> write(talk, sent));

            assertThat(talk.in.readAllBytes()).isEqualTo(sent);
            awaitLine(rig, "tcp:" + port, "\"TCP\" - " + MEGABYTE + " " + MEGABYTE, "ended_by:\"client\"");
        }
    }

    @Test
    void passesBothWaysAtTheSameTime() throws Exception {
        byte[] sent = noise(MEGABYTE);
        try (RawApp echo = new RawApp(talk -> talk.in.transferTo(talk.out));
                RouterRig rig = RouterRig.withDefaults().tcp(port, echo.port());
                RawApp.Talk talk = connect()) {
            Thread.ofVirtual().start(() -> write(talk, sent));

            assertThat(talk.in.readNBytes(MEGABYTE)).isEqualTo(sent);
            assertThat(rig.router.refusedPorts()).isEmpty();
        }
    }

    @Test
    void readsNoFasterThanTheOtherSideTakes() throws Exception {
        AtomicLong taken = new AtomicLong();
        try (RawApp flood = new RawApp(talk -> {
                    while (true) {
                        talk.out.write(new byte[64 * 1024]);
                        taken.addAndGet(64 * 1024);
                    }
                });
                RouterRig rig = RouterRig.withDefaults().tcp(port, flood.port());
                RawApp.Talk talk = connect()) {
            talk.in.read();

            AtomicLong before = new AtomicLong(-1);
            Awaitility.await("the instance is held back")
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> before.getAndSet(taken.get()) == taken.get());
            assertThat(taken.get()).isLessThan(64L * MEGABYTE);
            assertThat(rig.log).isEmpty();
        }
    }

    @Test
    void triesTheNextInstanceWhenOneTakesNoConnection() throws Exception {
        RawApp dead = new RawApp(talk -> {});
        dead.close();
        try (RawApp greeting = greeting("hello");
                RouterRig rig = RouterRig.withDefaults().tcp(port, dead.port(), greeting.port())) {
            for (int i = 0; i < 4; i++) {
                assertThat(ask()).isEqualTo("hello");
            }
            awaitLine(rig, "failed_attempts:1");
        }
    }

    @Test
    void closesAndSaysSoWhenNoInstanceTakesTheConnection() throws Exception {
        try (RouterRig rig = RouterRig.withDefaults().tcp(port, new Endpoint[0])) {
            assertThat(ask()).isEmpty();

            awaitLine(rig, "ended_by:\"no instance\"", "x_cf_routererror:\"no_endpoint\"");
            assertThat(rig.recorder.takeStep()).singleElement().satisfies(step -> {
                assertThat(step.instanceId()).isNull();
                assertThat(step.responses()).containsExactly(0, 0, 0, 0, 1);
            });
        }
    }

    @Test
    void givesANewConnectionToTheInstanceWithTheFewest() throws Exception {
        try (RawApp one = keeping("1");
                RawApp other = keeping("2");
                RouterRig rig = RouterRig.withDefaults().tcp(port, one.port(), other.port())) {
            List<RawApp.Talk> talks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RawApp.Talk talk = connect();
                talks.add(talk);
                talk.read(1);
            }

            assertThat(one.connections).hasValue(4);
            assertThat(other.connections).hasValue(4);
            assertThat(rig.recorder.takeStep())
                    .allSatisfy(step -> assertThat(step.responses()).containsExactly(0, 4, 0, 0, 0));
            for (RawApp.Talk talk : talks) {
                talk.close();
            }
        }
    }

    @Test
    void sendsNewConnectionsElsewhereAndEndsOldOnesAtTheEndOfTheDrain() throws Exception {
        RawApp old = new RawApp(talk -> talk.in.transferTo(talk.out));
        RawApp fresh = greeting("fresh");
        try (old;
                fresh;
                RouterRig rig = draining().tcp(port, old.port());
                RawApp.Talk talk = connect()) {
            assertThat(talk.write("a").read(1)).isEqualTo("a");

            rig.tcp(port, fresh.port());

            assertThat(ask()).isEqualTo("fresh");
            assertThat(talk.write("b").read(1)).isEqualTo("b");
            assertThat(rig.router.drainedVersion()).isLessThan(rig.router.appliedVersion());
            assertThat(talk.readToEnd()).isEmpty();
            awaitDrained(rig);
            awaitLine(rig, "ended_by:\"drain\"");
        }
    }

    @Test
    void acknowledgesADrainAsSoonAsTheLastConnectionHasEnded() throws Exception {
        try (RawApp old = new RawApp(talk -> talk.in.transferTo(talk.out));
                RouterRig rig = RouterRig.withDefaults().tcp(port, old.port())) {
            RawApp.Talk talk = connect();
            assertThat(talk.write("a").read(1)).isEqualTo("a");
            rig.tcp(port, new Endpoint[0]);
            assertThat(rig.router.drainedVersion()).isLessThan(rig.router.appliedVersion());

            talk.close();

            awaitDrained(rig);
        }
    }

    @Test
    void endsConnectionsOfARouteThatIsGoneThoughTheInstanceStays() throws Exception {
        try (RawApp app = new RawApp(talk -> talk.in.transferTo(talk.out));
                RouterRig rig = draining().tcp(port, app.port());
                RawApp.Talk talk = connect()) {
            assertThat(talk.write("a").read(1)).isEqualTo("a");

            rig.apply(List.of(new Route("r1", "app.test", "/", RouterRig.APP, "app", List.of())), List.of());

            assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
            assertThat(talk.readToEnd()).isEmpty();
        }
    }

    @Test
    void breaksOffWhenTheInstanceDoes() throws Exception {
        try (RawApp app = new RawApp(talk -> {
                    talk.read(1);
                    talk.socket.setSoLinger(true, 0);
                    talk.socket.close();
                });
                RouterRig rig = RouterRig.withDefaults().tcp(port, app.port());
                RawApp.Talk talk = connect()) {
            talk.write("x");

            assertThatThrownBy(talk::readToEnd)
                    .as("a reset, which nobody takes for the end of what was sent")
                    .isInstanceOf(SocketException.class);
            awaitLine(rig, "ended_by:\"instance\"");
        }
    }

    @Test
    void servesAsManyConnectionsAsARouteMayHave() throws Exception {
        TcpLimits two = new TcpLimits(100, 2, Duration.ofHours(1));
        try (RawApp app = keeping("x");
                RouterRig rig = new RouterRig(RouterRig.defaults(), two, Clock.systemUTC()).tcp(port, app.port());
                RawApp.Talk first = connect();
                RawApp.Talk second = connect()) {
            assertThat(first.read(1) + second.read(1)).isEqualTo("xx");
            assertThat(ask()).as("one too many").isEmpty();
            awaitLine(rig, "ended_by:\"limit\"");

            first.close();

            Awaitility.await("there is room again").until(() -> {
                try (RawApp.Talk next = connect()) {
                    return next.read(1).equals("x");
                }
            });
        }
    }

    @Test
    void endsAConnectionOnWhichNothingPasses() throws Exception {
        TcpLimits impatient = new TcpLimits(100, 100, Duration.ofMillis(200));
        try (RawApp app = keeping("x");
                RouterRig rig =
                        new RouterRig(RouterRig.defaults(), impatient, Clock.systemUTC()).tcp(port, app.port());
                RawApp.Talk talk = connect()) {
            assertThat(talk.readToEnd()).isEqualTo("x");
            awaitLine(rig, "ended_by:\"idle\"");
        }
    }

    @Test
    void saysThatAPortIsTakenAndServesItWhenItIsFree() throws Exception {
        int fine = freePort();
        try (RawApp app = greeting("x");
                RouterRig rig = RouterRig.withDefaults()) {
            try (ServerSocket stranger = new ServerSocket()) {
                stranger.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                stranger.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                rig.apply(List.of(), List.of(route("t1", port, app), route("t2", fine, app)));
                assertThat(rig.router.refusedPorts()).containsExactly(port);
                assertThat(ask(fine)).as("the other port").isEqualTo("x");
            }

            Awaitility.await("the port is tried again")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> rig.router.refusedPorts().isEmpty());
            assertThat(ask()).isEqualTo("x");
        }
    }

    @Test
    void anotherProcessTakesThePortOverWhileOpenConnectionsGoOn() throws Exception {
        try (RawApp app = new RawApp(talk -> talk.in.transferTo(talk.out));
                RouterRig before = RouterRig.withDefaults().tcp(port, app.port());
                RawApp.Talk open = connect();
                Router after = new Router(RouterRig.defaults(), new TrafficRecorder(), AccessLog.NONE)) {
            assertThat(open.write("a").read(1)).isEqualTo("a");
            after.apply(new RoutingTable(1, List.of(), List.of(route("t1", port, app)), ""));
            after.start(ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            assertThat(after.refusedPorts()).isEmpty();

            before.router.stopListening(Duration.ZERO);

            for (int i = 0; i < 20; i++) {
                try (RawApp.Talk talk = connect()) {
                    assertThat(talk.write("n").read(1)).isEqualTo("n");
                }
            }
            assertThat(open.write("b").read(1)).isEqualTo("b");
        }
    }

    private static RouterRig draining() {
        return new RouterRig(RouterRig.impatient(Duration.ofSeconds(10), Duration.ofSeconds(60), DRAIN));
    }

    private static TcpRoute route(String id, int port, RawApp app) {
        return new TcpRoute(id, port, RouterRig.APP, "app", List.of(RouterRig.endpoint(0, app.port())), null);
    }

    /** An app that says something at once and closes. */
    private static RawApp greeting(String text) throws IOException {
        return new RawApp(talk -> talk.write(text));
    }

    /** An app that says something at once and waits. */
    private static RawApp keeping(String text) throws IOException {
        return new RawApp(talk -> talk.write(text).in.read());
    }

    private static void awaitDrained(RouterRig rig) {
        Awaitility.await("the drain is acknowledged")
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rig.router.drainedVersion() == rig.router.appliedVersion());
    }

    private static void awaitLine(RouterRig rig, String... parts) {
        Awaitility.await("a line of the log with " + String.join(" and ", parts))
                .until(() -> rig.log.stream()
                        .map(AccessLogEntry::text)
                        .anyMatch(line -> List.of(parts).stream().allMatch(line::contains)));
    }

    private RawApp.Talk connect() throws IOException {
        return RawApp.Talk.to(port);
    }

    private String ask() throws IOException {
        return ask(port);
    }

    private static String ask(int port) throws IOException {
        try (RawApp.Talk talk = RawApp.Talk.to(port)) {
            return talk.readToEnd();
        }
    }

    private static void write(RawApp.Talk talk, byte[] bytes) {
        try {
            talk.out.write(bytes);
            talk.socket.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /** Nobody else is given it within the next moments. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
