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
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int CLIENTS = 8;
    private static final int SWAPS = 60;

    @Test
    void losesNothingWhileEndpointsAreSwappedUnderLoad() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<String> failures = new CopyOnWriteArrayList<>();
        RawApp[] apps = {RawApp.answering(OK), RawApp.answering(OK)};
        try (RouterRig rig = RouterRig.withDefaults().to(apps[0].port(), apps[1].port())) {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String request = i % 2 == 0 ? GET : "POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 0\r\n\r\n";
                clients.add(Thread.ofVirtual().start(() -> load(rig, request, stop, answered, failures)));
            }
            for (int swap = 0; swap < SWAPS; swap++) {
                RawApp fresh = RawApp.answering(OK);
                RawApp old = apps[swap % 2];
                apps[swap % 2] = fresh;
                rig.to(apps[0].port(), apps[1].port());
                awaitDrained(rig);
                // What the platform does after the acknowledgement: the old instance is gone at once.
                old.close();
            }
            stop.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        for (RawApp app : apps) {
            app.close();
        }

        assertThat(failures).isEmpty();
        assertThat(answered).hasValueGreaterThan(1000);
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
