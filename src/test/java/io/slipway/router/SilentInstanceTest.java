package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that was sent a request and says nothing may be slow, or its host may have lost its power. */
class SilentInstanceTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 0\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final RouterRig rig = RouterRig.withDefaults();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger askedOther = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private RawApp silent;
    private RawApp other;
    private Endpoint silentEndpoint;
    private Endpoint otherEndpoint;

    @BeforeEach
    void start() throws IOException {
        silent = new RawApp(talk -> {
            while (!talk.readHead().isEmpty()) {
                asked.incrementAndGet();
                over.await();
                talk.write(OK);
            }
        });
        other = new RawApp(talk -> {
            while (!talk.readHead().isEmpty()) {
                askedOther.incrementAndGet();
                talk.write(OK);
            }
        });
        silentEndpoint = RouterRig.endpoint(0, silent.port());
        otherEndpoint = RouterRig.endpoint(1, other.port());
        rig.toEndpoints(silentEndpoint);
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
        silent.close();
        other.close();
    }

    @Test
    void aRequestThatMayBeSentTwiceLeavesAnInstanceThatIsGone() throws Exception {
        try (var talk = rig.connect()) {
            talk.write(GET);
            await().until(() -> asked.get() == 1);
            silent.stopListening();
            rig.toEndpoints(silentEndpoint, otherEndpoint);

            assertThat(talk.readResponse()).endsWith("ok");
        }
        assertThat(askedOther).hasValue(1);
    }

    @Test
    void whatMustNotBeSentTwiceStaysWhereItWasSent() throws Exception {
        try (var get = rig.connect();
                var post = rig.connect()) {
            get.write(GET);
            post.write(POST);
            await().until(() -> asked.get() == 2);
            silent.stopListening();
            rig.toEndpoints(silentEndpoint, otherEndpoint);
            assertThat(get.readResponse()).endsWith("ok");

            over.countDown();

            assertThat(post.readResponse()).endsWith("ok");
        }
        assertThat(askedOther).hasValue(1);
    }

    @Test
    void aSlowInstanceThatTakesConnectionsIsWaitedFor() throws Exception {
        try (var first = rig.connect();
                var second = rig.connect()) {
            first.write(GET);
            await("the first request").until(() -> asked.get() == 1);
            rig.toEndpoints(silentEndpoint, otherEndpoint);
            second.write(GET);
            await("the second at the instance that has nothing to do").until(() -> askedOther.get() == 1);
            await("the question whether it lives").until(() -> silent.connections.get() == 2);

            over.countDown();

            assertThat(first.readResponse()).endsWith("ok");
            assertThat(second.readResponse()).endsWith("ok");
        }
        assertThat(askedOther).hasValue(1);
    }
}
