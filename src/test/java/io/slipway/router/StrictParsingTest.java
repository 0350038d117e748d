package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What two parsers could read in two ways is refused, and no byte of it reaches an app; the same for what apps answer. */
class StrictParsingTest {

    private static final String HOST = "Host: app.test\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static RouterRig rig;
    private static volatile String response = OK;
    private RawApp app;

    @BeforeAll
    static void startRouter() {
        rig = RouterRig.withDefaults();
    }

    @AfterAll
    static void stopRouter() {
        rig.close();
    }

    @BeforeEach
    void startApp() throws IOException {
        response = OK;
        app = new RawApp(talk -> {
            while (!talk.readHead().isEmpty()) {
                talk.write(response);
            }
        });
        rig.to(app.port());
    }

    @AfterEach
    void stopApp() throws IOException {
        app.close();
    }

    static Stream<Arguments> badRequests() {
        String post = "POST / HTTP/1.1\r\n" + HOST;
        String get = "GET / HTTP/1.1\r\n" + HOST;
        String chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                bad("no Host", 400, "GET / HTTP/1.1\r\n\r\n"),
                bad("two Hosts", 400, get + "Host: app.test\r\n\r\n"),
                bad("two different Hosts", 400, get + "Host: other.test\r\n\r\n"),
                bad("empty Host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                bad("Host with user", 400, "GET / HTTP/1.1\r\nHost: x@app.test\r\n\r\n"),
                bad("Host with space", 400, "GET / HTTP/1.1\r\nHost: app.test x\r\n\r\n"),
                bad("URL with another host", 400, "GET http://other.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("URL with user", 400, "GET http://u@app.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("URL without path", 400, "GET http://app.test HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("target without slash", 400, "GET index HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("target with fragment", 400, "GET /#a HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("CONNECT", 405, "CONNECT app.test:80 HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("length and chunked", 400, post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad("chunked and length", 400, post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                bad("two lengths", 400, post + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n"),
                bad("the same length twice", 400, post + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
                bad("list of lengths", 400, post + "Content-Length: 5, 5\r\n\r\nhello"),
                bad("signed length", 400, post + "Content-Length: +5\r\n\r\nhello"),
                bad("negative length", 400, post + "Content-Length: -1\r\n\r\n"),
                bad("hexadecimal length", 400, post + "Content-Length: 0x5\r\n\r\nhello"),
                bad("empty length", 400, post + "Content-Length:\r\n\r\n"),
                bad("huge length", 400, post + "Content-Length: 99999999999999999999\r\n\r\n"),
                bad("chunked, identity", 400, post + "Transfer-Encoding: chunked, identity\r\n\r\n"),
                bad("identity, chunked", 400, post + "Transfer-Encoding: identity, chunked\r\n\r\n"),
                bad("gzip, chunked", 400, post + "Transfer-Encoding: gzip, chunked\r\n\r\n"),
                bad("xchunked", 400, post + "Transfer-Encoding: xchunked\r\n\r\n"),
                bad("vertical tab chunked", 400, post + "Transfer-Encoding: \u000bchunked\r\n\r\n"),
                bad("two encodings", 400, post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
                bad("encoding of HTTP/1.0", 400, chunked.replace("HTTP/1.1", "HTTP/1.0") + "0\r\n\r\n"),
                bad("space before colon", 400, post + "Content-Length : 5\r\n\r\nhello"),
                bad("space before colon of encoding", 400, post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
                bad("space before name", 400, "GET / HTTP/1.1\r\n Host: app.test\r\n\r\n"),
                bad("folded line", 400, get + "X-A: b\r\n c\r\n\r\n"),
                bad("folded with tab", 400, get + "X-A: b\r\n\tc\r\n\r\n"),
                bad("no colon", 400, get + "X-A\r\n\r\n"),
                bad("empty name", 400, get + ": b\r\n\r\n"),
                bad("name with bracket", 400, get + "X[A]: b\r\n\r\n"),
                bad("bare LF", 400, "GET / HTTP/1.1\nHost: app.test\n\n"),
                bad("bare LF after a header", 400, get + "X-A: b\nX-C: d\r\n\r\n"),
                bad("bare CR in a value", 400, get + "X-A: b\rX-C: d\r\n\r\n"),
                bad("NUL in a value", 400, get + "X-A: b\0c\r\n\r\n"),
                bad("NUL in a name", 400, get + "X\0A: b\r\n\r\n"),
                bad("NUL before the request", 400, "\0" + get + "\r\n"),
                bad("empty line before the request", 400, "\r\n" + get + "\r\n"),
                bad("no version", 400, "GET /\r\n" + HOST + "\r\n"),
                bad("two spaces", 400, "GET  / HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("tab as space", 400, "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("space in the target", 400, "GET /a b HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("HTTP/1.2", 400, "GET / HTTP/1.2\r\n" + HOST + "\r\n"),
                bad("HTTP/2.0", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                bad("lower case version", 400, "GET / http/1.1\r\n" + HOST + "\r\n"),
                bad("unknown expectation", 417, post + "Expect: tea\r\nContent-Length: 1\r\n\r\nx"),
                bad("chunk with extension", 400, chunked + "5;a=b\r\nhello\r\n0\r\n\r\n"),
                bad("chunk size with space", 400, chunked + "5 \r\nhello\r\n0\r\n\r\n"),
                bad("chunk size with 0x", 400, chunked + "0x5\r\nhello\r\n0\r\n\r\n"),
                bad("chunk size with LF", 400, chunked + "5\nhello\r\n0\r\n\r\n"),
                bad("huge chunk size", 400, chunked + "fffffffffffffffff\r\nhello"),
                bad("negative chunk size", 400, chunked + "-5\r\nhello\r\n0\r\n\r\n"),
                bad("chunk longer than said", 400, chunked + "3\r\nhello\r\n0\r\n\r\n"),
                bad("no chunk size", 400, chunked + "\r\nhello"),
                bad("trailer with NUL", 400, chunked + "0\r\nA: b\0\r\n\r\n"),
                bad("trailer with LF", 400, chunked + "0\r\nA: b\n\r\n"),
                bad("upgrade with a body", 400, post + "Connection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\nx"));
    }

    private static Arguments bad(String name, int status, String request) {
        return Arguments.of(name, status, request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void refusesRequestsThatCouldBeReadInTwoWays(String name, int status, String request) throws IOException {
        String answer = rig.ask(request);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close\r\n");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).as("answers to one bad request").hasSize(2);
        assertThat(app.bytesReceived).hasValue(0);
    }

    @Test
    void refusesLongHeads() throws IOException {
        String get = "GET / HTTP/1.1\r\n" + HOST;

        assertThat(rig.ask("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + HOST + "\r\n")).startsWith("HTTP/1.1 414 ");
        assertThat(rig.ask("GET /" + "a".repeat(70_000))).startsWith("HTTP/1.1 414 ");
        assertThat(rig.ask(get + "X-A: " + "b".repeat(66_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(rig.ask(get + "X-A: b\r\n".repeat(100) + "\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(app.bytesReceived).hasValue(0);
    }

    static Stream<Arguments> badResponses() {
        String ok = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                Arguments.of("garbage", "hello world, this is no HTTP\r\n\r\n"),
                Arguments.of("two lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
                Arguments.of("the same length twice", ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
                Arguments.of("length and chunked", ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("gzip, chunked", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("chunked of HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("101 unasked", "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nxx"),
                Arguments.of("bare LF", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"),
                Arguments.of("folded line", ok + "X-A: b\r\n c\r\nContent-Length: 2\r\n\r\nok"),
                Arguments.of("NUL", ok + "X-A: b\0\r\nContent-Length: 2\r\n\r\nok"),
                Arguments.of("space before colon", ok + "Content-Length : 2\r\n\r\nok"),
                Arguments.of("status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nok"),
                Arguments.of("status 999", "HTTP/1.1 999 OK\r\nContent-Length: 2\r\n\r\nok"),
                Arguments.of("huge head", ok + "X-A: " + "b".repeat(80_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badResponses")
    void answers502ForThatRequestOnly(String name, String bytes) throws IOException {
        String request = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
        try (RawApp.Talk talk = rig.connect()) {
            response = bytes;
            String bad = talk.write(request).readResponse();
            response = OK;
            String good = talk.write(request).readResponse();

            assertThat(bad).startsWith("HTTP/1.1 502 ").contains("X-Cf-RouterError: endpoint_failure");
            assertThat(good).startsWith("HTTP/1.1 200 ").endsWith("ok");
        }
    }

    @Test
    void neverTakesBytesBehindAResponseForTheNextOne() throws IOException {
        String request = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
        try (RawApp.Talk talk = rig.connect()) {
            response = OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
            String first = talk.write(request).readResponse();
            response = OK;
            String second = talk.write(request).readResponse();

            assertThat(first).endsWith("\r\nok");
            assertThat(second).endsWith("\r\nok");
        }
    }
}
