package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.Welcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Joining from a terminal: it works, or ends soon with one sentence. */
@Timeout(60)
class AgentJoinIT {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private FakeServer server;

    @BeforeEach
    void open() throws Exception {
        server = new FakeServer(Welcome.newBuilder().setClusterId("test").build());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void leavesTheIdentityOfAMemberAndIsHarmlessWhenRepeated() throws Exception {
        var joined = join(options(server, server.token()), LONG);

        server.refuseJoins(Status.PERMISSION_DENIED.withDescription("used"));
        var again = join(options(server, server.token()), LONG);

        assertThat(again.certificate()).isEqualTo(joined.certificate());
    }

    @Test
    void endsAtOnceAtAServerThatDidNotMakeTheToken() throws Exception {
        try (var other = new FakeServer(Welcome.getDefaultInstance())) {
            assertThat(refusal(options(other, server.token()), LONG))
                    .isEqualTo("The server at 127.0.0.1:%d is not the one that made the token. Check the address."
                            .formatted(other.port()));
        }
    }

    @Test
    void endsAtOnceWithTheServersWordsAboutItsToken() throws Exception {
        server.refuseJoins(
                Status.PERMISSION_DENIED.withDescription("The join token is unknown, used or too old; make a new one"));

        assertThat(refusal(options(server, server.token()), LONG))
                .endsWith("refused this host: The join token is unknown, used or too old; make a new one.");
    }

    @Test
    void endsAtOnceAtATokenThatIsNone() throws Exception {
        assertThat(refusal(options(server, "something"), LONG)).contains("not one of Slipway's");
    }

    @Test
    void endsAtOnceAtAPortThatIsForSomethingElse() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlainText(other));
            var options = AgentOptions.parse(new String[] {
                "--data=" + folder, "--server=127.0.0.1:" + other.getLocalPort(), "--token=" + server.token()
            });

            assertThat(refusal(options, LONG)).contains("is no Slipway server's port for agents");
        }
    }

    @Test
    void waitsForAServerThatDoesNotAnswerAndThenSaysSo() throws Exception {
        server.close();

        assertThat(refusal(options(server, server.token()), SHORT))
                .startsWith("The server does not answer at 127.0.0.1:" + server.port());
    }

    private static void answerInPlainText(ServerSocket socket) {
        try (var client = socket.accept()) {
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // The agent has gone, which is what the test waits for.
            return;
        }
    }

    private String refusal(AgentOptions options, Duration patience) {
        var refused = catchThrowableOfType(CannotStart.class, () -> join(options, patience));
        assertThat(refused).isNotNull();
        return refused.getMessage();
    }

    private Identity join(AgentOptions options, Duration patience) throws Exception {
        return AgentJoin.identity(options, new IdentityFiles(new PrivateFiles(folder)), patience);
    }

    private AgentOptions options(FakeServer of, String token) {
        return AgentOptions.parse(
                new String[] {"--data=" + folder, "--server=127.0.0.1:" + of.port(), "--token=" + token, "--join"});
    }
}
