package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Endpoints leave a table in a way that loses no request. */
class RouterDrainTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: app.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int CLIENTS = 8;
    private static final int DRAINS = 40;
    private static final int REQUESTS = 30_000;

    @Test
    void losesNothingWhileEndpointsAreSwappedUnderLoad() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<String> failures = new CopyOnWriteArrayList<>();
        CountingApp[] apps = {new CountingApp(), new CountingApp()};
        try (RouterRig rig = RouterRig.withDefaults().to(apps[0].port(), apps[1].port())) {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String request = i % 2 == 0 ? GET : "POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 0\r\n\r\n";
                clients.add(Thread.ofVirtual().start(() -> load(rig, request, stop, answered, failures)));
            }
            for (int swap = 0; failures.isEmpty() && answered.get() < REQUESTS; swap++) {
                awaitMore(answered, failures);
                CountingApp old = apps[swap % 2];
                apps[swap % 2] = new CountingApp();
                rig.to(apps[0].port(), apps[1].port());
                awaitDrained(rig);
                assertThat(old.unfinished())
                        .as("requests on the instance when its drain was acknowledged")
                        .isZero();
                // What the platform does after the acknowledgement: the old instance is gone at once.
                old.close();
                assertThat(old.served())
                        .as("requests that the instance had had")
                        .isPositive();
            }
            stop.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        for (CountingApp app : apps) {
            app.close();
        }

        assertThat(failures).isEmpty();
        assertThat(answered).hasValueGreaterThanOrEqualTo(REQUESTS);
    }

    /** An app that knows how many requests it has not answered yet: what a router acknowledged must not be among them. */
    private static final class CountingApp implements AutoCloseable {

        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger finished = new AtomicInteger();
        private final RawApp app = new RawApp(this::serve);

        CountingApp() throws IOException {}

        private void serve(RawApp.Talk talk) throws IOException {
            while (!talk.readHead().isEmpty()) {
                begun.incrementAndGet();
                talk.write(OK.substring(0, OK.length() - 1));
                // Counted before the last byte: when that has passed the router, it is counted for sure.
                finished.incrementAndGet();
                talk.write(OK.substring(OK.length() - 1));
            }
        }

        int port() {
            return app.port();
        }

        int served() {
            return finished.get();
        }

        int unfinished() {
            return begun.get() - finished.get();
        }

        @Override
        public void close() throws IOException {
            app.close();
        }
    }

    /** A steady stream of requests between two drains. */
    private static void awaitMore(AtomicInteger answered, List<String> failures) {
        int enough = answered.get() + REQUESTS / DRAINS;
        Awaitility.await("more requests are answered")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> answered.get() >= enough || !failures.isEmpty());
    }

    private static void load(
            RouterRig rig, String request, AtomicBoolean stop, AtomicInteger answered, List<String> failures) {
        try (RawApp.Talk talk = rig.connect()) {
            while (!stop.get()) {
                String answer = talk.write(request).readResponse();
                answered.incrementAndGet();
                if (!answer.startsWith("HTTP/1.1 200 ") || !answer.endsWith("ok")) {
                    failures.add(answer);
                }
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
    }

    private static void awaitDrained(RouterRig rig) {
        Awaitility.await("removed endpoints have no requests left")
                .pollInterval(Duration.ofMillis(1))
                .until(() -> rig.router.drainedVersion() == rig.router.appliedVersion());
    }

    @Test
    void waitsForARequestThatStillRuns() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        BlockingQueue<Long> drained = new LinkedBlockingQueue<>();
        RawApp old = new RawApp(talk -> {
            talk.readHead();
            arrived.countDown();
            finish.await();
            talk.write(OK);
        });
        RawApp fresh = RawApp.answering(OK);
        try (old;
                fresh;
                RouterRig rig = RouterRig.withDefaults().to(old.port());
                RawApp.Talk talk = rig.connect()) {
            awaitDrained(rig);
            rig.router.onDrained(drained::add);
            talk.write(GET);
            arrived.await();

            rig.to(fresh.port());
            try (RawApp.Talk other = rig.connect()) {
                assertThat(other.write(GET).readResponse()).endsWith("ok");
            }
            assertThat(rig.router.appliedVersion()).isEqualTo(2);
            assertThat(rig.router.drainedVersion()).isEqualTo(1);
            finish.countDown();

            assertThat(talk.readResponse()).endsWith("ok");
            assertThat(drained.take()).isEqualTo(2);
            assertThat(old.connections).hasValue(1);
        }
    }

    @Test
    void cutsWhatRunsLongerThanTheDrainTimeout() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        RawApp stuck = new RawApp(talk -> {
            talk.readHead();
            arrived.countDown();
            talk.readToEnd();
        });
        RouterProperties properties =
                RouterRig.impatient(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMillis(100));
        try (stuck;
                RouterRig rig = new RouterRig(properties).to(stuck.port());
                RawApp.Talk talk = rig.connect()) {
            talk.write(GET);
            arrived.await();

            rig.to();
            awaitDrained(rig);

            assertThat(talk.readResponse()).startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void acknowledgesOnlyAfterCuttingStreamsAndTunnelsAtTheDrainTimeout() throws Exception {
        Duration drainTimeout = Duration.ofMillis(300);
        int each = 4;
        CountDownLatch begun = new CountDownLatch(2 * each);
        RawApp endless = new RawApp(talk -> {
            boolean upgrade = talk.readHead().contains("Upgrade: websocket");
            talk.write(
                    upgrade
                            ? "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nping"
                            : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nping\r\n");
            begun.countDown();
            talk.readToEnd();
        });
        BlockingQueue<Integer> endedAtTheAcknowledgement = new LinkedBlockingQueue<>();
        List<RawApp.Talk> talks = new ArrayList<>();
        try (endless;
                RouterRig rig = new RouterRig(
                                RouterRig.impatient(Duration.ofSeconds(10), Duration.ofSeconds(60), drainTimeout))
                        .to(endless.port())) {
            for (int i = 0; i < 2 * each; i++) {
                RawApp.Talk talk = rig.connect();
                talks.add(talk.write(i % 2 == 0 ? GET : UPGRADE));
                talk.readHead();
            }
            begun.await();
            awaitDrained(rig);
            rig.router.onDrained(version -> endedAtTheAcknowledgement.add(rig.log.size()));
            long start = System.nanoTime();

            rig.to();
            int ended = endedAtTheAcknowledgement.take();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(drainTimeout);
            assertThat(ended)
                    .as("requests that had ended when the drain was acknowledged")
                    .isEqualTo(2 * each);
            for (RawApp.Talk talk : talks) {
                assertThat(talk.readToEnd()).contains("ping");
            }
        } finally {
            for (RawApp.Talk talk : talks) {
                talk.close();
            }
        }
    }

    @Test
    void retriesInTheNewTableWhenTheOldInstanceIsGone() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch replaced = new CountDownLatch(1);
        RawApp old = new RawApp(talk -> {
            talk.readHead();
            arrived.countDown();
            replaced.await();
        });
        RawApp fresh = RawApp.answering(OK);
        try (old;
                fresh;
                RouterRig rig = RouterRig.withDefaults().to(old.port());
                RawApp.Talk talk = rig.connect()) {
            talk.write(GET);
            arrived.await();

            rig.to(fresh.port());
            replaced.countDown();

            assertThat(talk.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("ok");
        }
    }
}
