package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";
    private static final String LAST_GET = "GET / HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final RouterRig rig = RouterRig.withDefaults();
    private final List<RawApp> apps = new ArrayList<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() throws IOException {
        rig.close();
        for (RawApp app : apps) {
            app.close();
        }
    }

    private RawApp app(RawApp.Script script) throws IOException {
        RawApp app = new RawApp(script);
        apps.add(app);
        return app;
    }

    private RawApp answering(String response) throws IOException {
        return app(talk -> {
            for (String head = talk.readHead(); !head.isEmpty(); head = talk.readHead()) {
                seen.add(head);
                talk.write(response);
            }
        });
    }

    private String seen() throws InterruptedException {
        return String.valueOf(seen.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void setsForwardingHeadersAndTrustsNoneOfTheClients() throws Exception {
        rig.to(answering(OK).port());

        String answer = rig.ask("GET /a?b=c HTTP/1.1\r\nhost: App.Test:80\r\nX-Forwarded-For: 1.2.3.4\r\n"
                + "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.test\r\nX-CF-InstanceID: evil\r\n"
                + "Forwarded: for=evil\r\nX-Real-IP: evil\r\nX-Forwarded-Port: evil\r\nX-Forwarded-Prefix: /evil\r\n"
                + "X_Forwarded_Ssl: evil\r\nX_CF_InstanceID: evil\r\nX-Vcap-Request-Id: evil\r\nX-Vcap-Anything: evil\r\nTE: trailers\r\n"
                + "Connection: close, X-Hop\r\nX-Hop: evil\r\nKeep-Alive: 5\r\nProxy-Connection: evil\r\n"
                + "Proxy-Authorization: evil\r\nUpgrade: h2c\r\nX-Request-Start: 42\r\nX-Own:  kept \r\n\r\n");

        String request = seen();
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").containsPattern("X-Vcap-Request-Id: [0-9a-f-]{36}\r\n");
        assertThat(request)
                .startsWith("GET /a?b=c HTTP/1.1\r\nHost: App.Test:80\r\n")
                .contains("X-Forwarded-For: 1.2.3.4, 127.0.0.1\r\n", "X-Forwarded-Proto: http\r\n")
                .contains("X-Forwarded-Host: App.Test:80\r\n", "X-Request-Start: 42\r\n", "X-Own: kept\r\n")
                .contains("X-CF-ApplicationID: " + RouterRig.APP, "X-CF-InstanceIndex: 0\r\n")
                .containsPattern("X-CF-InstanceID: [0-9a-f-]{36}\r\n")
                .containsPattern("X-Vcap-Request-Id: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-")
                .doesNotContain("evil", "TE:", "Connection:", "Keep-Alive:", "Upgrade:", "X-Hop");
    }

    @Test
    void turnsAUrlAsTargetIntoAPath() throws Exception {
        rig.to(answering(OK).port());

        rig.ask("GET http://app.test/x HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n");

        assertThat(seen()).startsWith("GET /x HTTP/1.1\r\nHost: app.test\r\n");
    }

    @Test
    void keepsConnectionsOnBothSides() throws Exception {
        RawApp app = answering(OK);
        rig.to(app.port());

        try (RawApp.Talk talk = rig.connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(talk.write(GET).readResponse()).endsWith("ok");
            }
        }

        assertThat(app.connections).hasValue(1);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        rig.to(app(talk -> {
                    for (String head = talk.readHead(); !head.isEmpty(); head = talk.readHead()) {
                        talk.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + head.substring(4, 6));
                    }
                })
                .port());

        String answer = rig.ask(GET.replace("/ ", "/1 ") + GET.replace("/ ", "/2 ") + LAST_GET.replace("/ ", "/3 "));

        assertThat(answer.replaceAll("(?s)HTTP.*?\r\n\r\n", "")).isEqualTo("/1/2/3");
    }

    @Test
    void saysWhatToDoAboutAnUnknownHost() throws Exception {
        String plain = rig.ask("GET / HTTP/1.1\r\nHost: nope.test\r\nConnection: close\r\n\r\n");
        String page =
                rig.ask("GET / HTTP/1.1\r\nHost: nope.test\r\nAccept: text/html, */*\r\nConnection: close\r\n\r\n");

        assertThat(plain)
                .startsWith("HTTP/1.1 404 ")
                .contains("X-Cf-RouterError: unknown_route\r\n", "text/plain")
                .contains("Requested route ('nope.test') does not exist.");
        assertThat(page).startsWith("HTTP/1.1 404 ").contains("text/html", "<!doctype html>");
    }

    @Test
    void answers503WithoutEndpoints() throws Exception {
        rig.to();

        assertThat(rig.ask(LAST_GET)).startsWith("HTTP/1.1 503 ").contains("X-Cf-RouterError: no_endpoints\r\n");
    }

    @Test
    void answers502WhenNoEndpointTakesTheConnection() throws Exception {
        rig.to(closedPort(), closedPort());

        assertThat(rig.ask(LAST_GET)).startsWith("HTTP/1.1 502 ").contains("X-Cf-RouterError: endpoint_failure\r\n");
        assertThat(rig.log).hasSize(1).first().asString().contains("failed_attempts:2");
    }

    @Test
    void triesAnotherInstanceWhenAConnectionIsRefused() throws Exception {
        rig.to(closedPort(), answering(OK).port());

        for (int i = 0; i < 20; i++) {
            assertThat(rig.ask("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void triesAgainWhenAWaitingConnectionTurnsOutClosed() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        RawApp app = app(talk -> {
            boolean first = connections.incrementAndGet() == 1;
            talk.readHead();
            talk.write(OK);
            talk.readHead();
            if (!first) {
                talk.write(OK);
            }
        });
        rig.to(app.port());

        try (RawApp.Talk talk = rig.connect()) {
            assertThat(talk.write(GET).readResponse()).endsWith("ok");
            assertThat(talk.write(GET).readResponse()).endsWith("ok");
        }
        assertThat(connections).hasValue(2);
    }

    @Test
    void neverSendsAnUnsafeRequestTwice() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        RawApp.Script closing = talk -> {
            talk.readHead();
            requests.incrementAndGet();
        };
        rig.to(app(closing).port(), app(closing).port());

        String answer = rig.ask("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 502 ");
        assertThat(requests).hasValue(1);
    }

    @Test
    void leavesOutBodiesThatAreNone() throws Exception {
        rig.to(answering("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n").port());
        try (RawApp.Talk talk = rig.connect()) {
            assertThat(talk.write(GET).readHead()).startsWith("HTTP/1.1 204 ").doesNotContain("Content-Length");
            rig.to(answering("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n")
                    .port());
            assertThat(talk.write(GET).readHead()).startsWith("HTTP/1.1 304 ");
            rig.to(answering("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n").port());
            assertThat(talk.write(GET.replace("GET", "HEAD")).readHead()).contains("Content-Length: 7\r\n");
            rig.to(answering(OK).port());
            assertThat(talk.write(GET).readResponse()).endsWith("ok");
        }
    }

    @Test
    void passesChunksOnAndEndsThemWithTheApp() throws Exception {
        rig.to(answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nT: x\r\n\r\n")
                .port());

        String modern = rig.ask(LAST_GET);
        String old = rig.ask("GET / HTTP/1.0\r\nHost: app.test\r\n\r\n");

        assertThat(modern).contains("Transfer-Encoding: chunked\r\n").endsWith("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        assertThat(old).doesNotContain("chunked").contains("Connection: close").endsWith("\r\n\r\nabcde");
    }

    @Test
    void takesTheEndOfTheConnectionAsTheEndOfABody() throws Exception {
        rig.to(app(talk -> {
                    talk.readHead();
                    talk.write("HTTP/1.0 200 OK\r\n\r\nall of it");
                })
                .port());

        assertThat(rig.ask(LAST_GET)).startsWith("HTTP/1.1 200 ").endsWith("9\r\nall of it\r\n0\r\n\r\n");
    }

    @Test
    void cutsTheClientOffWhenABodyEndsEarly() throws Exception {
        rig.to(app(talk -> {
                    talk.readHead();
                    talk.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                })
                .port());

        try (RawApp.Talk talk = rig.connect()) {
            talk.write(GET).readHead();
            assertThat(talk.readToEnd()).isEqualTo("half");
        }
    }

    @Test
    void answersAnExpectationWhenAnInstanceIsThere() throws Exception {
        rig.to(app(talk -> {
                    seen.add(talk.readHead() + talk.read(5));
                    talk.write(OK);
                })
                .port());

        try (RawApp.Talk talk = rig.connect()) {
            talk.write("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            assertThat(talk.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(talk.write("hello").readResponse()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(seen())
                .contains("Content-Length: 5\r\n")
                .doesNotContain("Expect")
                .endsWith("hello");
    }

    @Test
    void passesARequestsChunksOn() throws Exception {
        rig.to(app(talk -> {
                    seen.add(talk.readHead() + talk.read("2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n".length()));
                    talk.write(OK);
                })
                .port());

        try (RawApp.Talk talk = rig.connect()) {
            talk.write("POST / HTTP/1.1\r\nHost: app.test\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r");
            talk.write("\ncde\r\n0\r\nTrailer: x\r\n\r\n");
            assertThat(talk.readResponse()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(seen()).contains("Transfer-Encoding: chunked\r\n").endsWith("2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n");
    }

    @Test
    void opensATunnelForAWebSocket() throws Exception {
        rig.to(app(talk -> {
                    seen.add(talk.readHead());
                    talk.write("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Accept: x\r\n\r\nhi");
                    talk.write(talk.read(4).toUpperCase(Locale.ROOT));
                })
                .port());

        try (RawApp.Talk talk = rig.connect()) {
            talk.write("GET /ws HTTP/1.1\r\nHost: app.test\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Key: k\r\n\r\n");
            assertThat(talk.readHead())
                    .startsWith("HTTP/1.1 101 ")
                    .contains("Upgrade: websocket\r\n", "Sec-WebSocket-Accept: x");
            assertThat(talk.read(2)).isEqualTo("hi");
            assertThat(talk.write("\0ab\n").read(4)).isEqualTo("\0AB\n");
            assertThat(talk.readToEnd()).isEmpty();
        }
        assertThat(seen()).contains("Connection: Upgrade\r\nUpgrade: websocket\r\n", "Sec-WebSocket-Key: k\r\n");
    }

    @Test
    void passesEventsOnAtOnce() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        rig.to(app(talk -> {
                    talk.readHead();
                    talk.write(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        talk.write("9\r\n" + events.take() + "\r\n");
                    }
                })
                .port());

        try (RawApp.Talk talk = rig.connect()) {
            assertThat(talk.write(GET).readHead()).contains("text/event-stream");
            for (int i = 0; i < 3; i++) {
                events.add("data: " + i + "\n\n");
                assertThat(talk.read(14)).isEqualTo("9\r\ndata: " + i + "\n\n\r\n");
            }
        }
    }

    @Test
    void leadsToTheInstanceThatAHeaderNames() throws Exception {
        rig.to(answering(OK).port(), answering(OK.replace("ok", "no")).port());
        String wish = "GET / HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\nX-CF-APP-INSTANCE: ";

        for (int i = 0; i < 5; i++) {
            assertThat(rig.ask(wish + RouterRig.APP + ":1\r\n\r\n")).endsWith("no");
            assertThat(seen()).doesNotContain("X-CF-APP-INSTANCE");
        }
        assertThat(rig.ask(wish + RouterRig.APP + ":7\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("unknown_route");
        assertThat(rig.ask(wish + "nonsense\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("X-Cf-RouterError: invalid_cf_app_instance_header");
    }

    @Test
    void countsAndLogsEveryRequest() throws Exception {
        rig.to(answering(OK).port());

        rig.ask("GET /a HTTP/1.1\r\nHost: app.test\r\nUser-Agent: a\"b\r\nConnection: close\r\n\r\n");

        List<Traffic> step = rig.recorder.takeStep();
        assertThat(step).hasSize(1);
        assertThat(step.getFirst().responses()).containsExactly(0, 1, 0, 0, 0);
        assertThat(step.getFirst().latency()).contains(1);
        assertThat(rig.recorder.takeStep()).isEmpty();
        assertThat(rig.log.getFirst().text())
                .matches(
                        "app\\.test - \\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z] \"GET /a HTTP/1\\.1\" 200 0 2"
                                + " \"-\" \"a\\\\\"b\" \"127\\.0\\.0\\.1:\\d+\" \"127\\.0\\.0\\.1:\\d+\""
                                + " x_forwarded_for:\"127\\.0\\.0\\.1\" x_forwarded_proto:\"http\" vcap_request_id:\"[0-9a-f-]{36}\""
                                + " response_time:0\\.\\d{6} gorouter_time:0\\.\\d{6} app_id:\"[0-9a-f-]{36}\" app_index:\"0\""
                                + " instance_id:\"[0-9a-f-]{36}\"");
    }

    @Test
    void namesThePortThatIsTaken() {
        RouterProperties taken = RouterProperties.listeningOn("127.0.0.1", rig.router.port());

        try (Router second = new Router(taken, new TrafficRecorder(), AccessLog.NONE)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1 port " + rig.router.port());
        }
    }

    @Test
    void letsRequestsEndWhenItCloses() throws Exception {
        rig.to(app(talk -> {
                    seen.add(talk.readHead());
                    Awaitility.await().until(() -> seen.contains("closing"));
                    talk.write(OK);
                })
                .port());

        try (RawApp.Talk talk = rig.connect()) {
            talk.write(GET);
            seen();
            Thread closing = Thread.ofVirtual().start(rig::close);
            seen.add("closing");
            assertThat(talk.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("ok");
            closing.join();
        }
    }

    private static int closedPort() throws IOException {
        RawApp app = RawApp.answering("");
        app.close();
        return app.port();
    }
}
