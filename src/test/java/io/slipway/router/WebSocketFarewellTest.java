package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever has a WebSocket to an instance that is being drained is told to go, and so is the instance. */
class WebSocketFarewellTest {

    private static final int GOING_AWAY = 1001;
    private static final String CLOSE_FRAME = "\u0088\u0002\u0003\u00e9";
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: app.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    private static final String UPGRADED =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";

    private final RouterProperties properties =
            RouterRig.impatient(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(4));

    @Test
    void tellsBothEndsOfADrainedInstanceWithinHalfTheTimeAndSpreadsThemOut() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                WebSocketServer old = new WebSocketServer();
                WebSocketServer fresh = new WebSocketServer();
                RouterRig rig = new RouterRig(properties)) {
            rig.to("127.0.0.1", "/", RouterRig.endpoint(0, old.port()));
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Client client = new Client(http, rig.router.port());
                client.say("before");
                clients.add(client);
            }

            long drained = System.nanoTime();
            rig.to("127.0.0.1", "/", RouterRig.endpoint(0, fresh.port()));

            List<Long> told = new ArrayList<>();
            for (Client client : clients) {
                assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
                told.add(client.closedAt - drained);
            }
            Awaitility.await("the drain to be over before its time")
                    .until(() -> rig.router.drainedVersion() == rig.router.appliedVersion());
            assertThat(Duration.ofNanos(System.nanoTime() - drained)).isLessThan(Duration.ofSeconds(4));
            assertThat(old.closed).hasSize(10).containsOnly(GOING_AWAY);
            assertThat(Collections.max(told) - Collections.min(told))
                    .as("between the first and the last")
                    .isGreaterThan(Duration.ofMillis(200).toNanos());
            assertThat(new Client(http, rig.router.port()).say("after")).isEqualTo("after");
        }
    }

    @Test
    void waitsForTheEndOfAFrameAndLetsNothingFollow() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RawApp app = new RawApp(talk -> {
            talk.readHead();
            talk.write(UPGRADED).write("\u0081\u0006abc");
            half.countDown();
            goOn.await();
            talk.write("def\u0081\u0001z");
            talk.readToEnd();
        });
        try (app;
                RouterRig rig = new RouterRig(RouterRig.impatient(
                                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(2)))
                        .to(app.port());
                RawApp.Talk talk = rig.connect()) {
            talk.write(UPGRADE);
            talk.readHead();
            half.await();
            rig.toEndpoints();
            // A second is the longest that a WebSocket waits for its turn here.
            Awaitility.await("the router has wanted to tell")
                    .pollDelay(Duration.ofMillis(1_100))
                    .until(() -> true);
            goOn.countDown();

            assertThat(talk.readToEnd()).isEqualTo("\u0081\u0006abcdef" + CLOSE_FRAME);
        }
    }

    @Test
    void tellsWhoIsConnectedWhenTheRouterItselfEnds() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                WebSocketServer app = new WebSocketServer()) {
            RouterRig rig = new RouterRig(properties);
            rig.to("127.0.0.1", "/", RouterRig.endpoint(0, app.port()));
            Client client = new Client(http, rig.router.port());
            assertThat(client.say("hello")).isEqualTo("hello");

            rig.close();

            assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
        }
    }

    /** A client of the JDK. */
    private static final class Client implements WebSocket.Listener {

        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        volatile long closedAt;
        private final WebSocket socket;

        private Client(HttpClient http, int port) {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), this)
                    .join();
        }

        @Nullable
        String say(String text) throws InterruptedException {
            socket.sendText(text, true).join();
            return heard.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closedAt = System.nanoTime();
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
