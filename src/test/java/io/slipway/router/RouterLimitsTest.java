package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nobody can make a router wait or remember without bound. */
class RouterLimitsTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";
    private static final long MORE_THAN_ALL_BUFFERS = 64L * 1024 * 1024;
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void givesUpOnAHeadThatComesTooSlowly() throws Exception {
        try (RouterRig rig = new RouterRig(RouterRig.impatient(SHORT, LONG, LONG));
                RawApp.Talk talk = rig.connect()) {
            talk.write("GET / HTTP/1.1\r\nHost: app");

            assertThat(talk.readToEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void closesAConnectionThatSaysNothing() throws Exception {
        try (RouterRig rig = new RouterRig(RouterRig.impatient(SHORT, LONG, LONG));
                RawApp.Talk talk = rig.connect()) {
            assertThat(talk.readToEnd()).isEmpty();
        }
    }

    @Test
    void answers504WhenAnInstanceDoesNot() throws Exception {
        try (RawApp silent = new RawApp(RawApp.Talk::readToEnd);
                RouterRig rig = new RouterRig(RouterRig.impatient(LONG, SHORT, LONG)).to(silent.port());
                RawApp.Talk talk = rig.connect()) {
            assertThat(talk.write(GET).readResponse()).startsWith("HTTP/1.1 504 ");
            assertThat(talk.write("GET / HTTP/1.1\r\nHost: nope.test\r\n\r\n").readResponse())
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void answers408WhenABodyDoesNotCome() throws Exception {
        try (RawApp silent = new RawApp(RawApp.Talk::readToEnd);
                RouterRig rig = new RouterRig(RouterRig.impatient(LONG, SHORT, LONG)).to(silent.port())) {
            assertThat(rig.ask("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 10\r\n\r\nhal"))
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void reportsALeavingClientAndLetsTheInstanceGo() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        RawApp silent = new RawApp(talk -> {
            talk.readHead();
            arrived.countDown();
            talk.readToEnd();
            left.countDown();
        });
        try (silent;
                RouterRig rig = RouterRig.withDefaults().to(silent.port())) {
            try (RawApp.Talk talk = rig.connect()) {
                talk.write(GET);
                arrived.await();
            }
            assertThat(left.await(5, TimeUnit.SECONDS)).isTrue();
            Awaitility.await("the line is written").until(() -> !rig.log.isEmpty());
            assertThat(rig.log.getFirst().status()).isEqualTo(499);
        }
    }

    @Test
    void stopsReadingFromAnInstanceWhoseClientDoesNotRead() throws Exception {
        AtomicLong sent = new AtomicLong();
        RawApp generous = new RawApp(talk -> {
            talk.readHead();
            talk.write("HTTP/1.1 200 OK\r\nContent-Length: " + MORE_THAN_ALL_BUFFERS + "\r\n\r\n");
            pour(talk, sent);
        });
        try (generous;
                RouterRig rig = RouterRig.withDefaults().to(generous.port());
                RawApp.Talk talk = rig.connect()) {
            talk.write(GET).readHead();
            awaitStandstill(sent);
            assertThat(sent.get()).isLessThan(MORE_THAN_ALL_BUFFERS / 2);

            talk.in.skipNBytes(MORE_THAN_ALL_BUFFERS);
            assertThat(sent).hasValue(MORE_THAN_ALL_BUFFERS);
        }
    }

    @Test
    void stopsReadingFromAClientWhoseInstanceDoesNotRead() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        AtomicLong sent = new AtomicLong();
        RawApp slow = new RawApp(talk -> {
            talk.readHead();
            read.await();
            talk.in.skipNBytes(MORE_THAN_ALL_BUFFERS);
            talk.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        try (slow;
                RouterRig rig = RouterRig.withDefaults().to(slow.port());
                RawApp.Talk talk = rig.connect()) {
            talk.write("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: " + MORE_THAN_ALL_BUFFERS + "\r\n\r\n");
            Thread pouring = Thread.ofVirtual().start(() -> {
                try {
                    pour(talk, sent);
                } catch (IOException e) {
                    sent.set(-1);
                }
            });
            awaitStandstill(sent);
            assertThat(sent.get()).isLessThan(MORE_THAN_ALL_BUFFERS / 2);

            read.countDown();
            assertThat(talk.readResponse()).endsWith("ok");
            pouring.join();
        }
    }

    private static void pour(RawApp.Talk talk, AtomicLong sent) throws IOException {
        byte[] block = new byte[64 * 1024];
        while (sent.get() < MORE_THAN_ALL_BUFFERS) {
            talk.out.write(block);
            sent.addAndGet(block.length);
        }
    }

    private static void awaitStandstill(AtomicLong counter) {
        AtomicLong last = new AtomicLong(-1);
        Awaitility.await("every buffer on the way is full")
                .pollInterval(Duration.ofMillis(150))
                .until(() -> counter.get() > 0 && last.getAndSet(counter.get()) == counter.get());
    }

    @Test
    void refusesConnectionsBeyondTheLimit() throws Exception {
        RouterProperties defaults = RouterRig.defaults();
        RouterProperties one = new RouterProperties(
                defaults.bindAddress(),
                0,
                1,
                defaults.maxHeadBytes(),
                defaults.maxHeaders(),
                defaults.maxRequestLineBytes(),
                defaults.headerTimeout(),
                defaults.clientIdleTimeout(),
                defaults.upstreamIdleTimeout(),
                defaults.connectTimeout(),
                defaults.responseTimeout(),
                defaults.drainTimeout(),
                defaults.setAsideTime(),
                1,
                1,
                1);
        try (RouterRig rig = new RouterRig(one).to();
                RawApp.Talk first = rig.connect()) {
            assertThat(first.write(GET).readResponse()).startsWith("HTTP/1.1 503 ");
            try (RawApp.Talk second = rig.connect()) {
                assertThat(second.in.read()).isNegative();
            }
            first.close();
            Awaitility.await("the place is free again").until(() -> {
                try (RawApp.Talk third = rig.connect()) {
                    return third.write(GET).readResponse().startsWith("HTTP/1.1 503 ");
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }
}
