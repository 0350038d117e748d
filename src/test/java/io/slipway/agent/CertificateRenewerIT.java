package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.Hello;
import io.slipway.protocol.Protocol;
import io.slipway.protocol.Welcome;
import io.slipway.testing.MutableClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renewals over real mutual TLS. */
class CertificateRenewerIT {

    @TempDir
    private Path folder;

    private FakeServer server;
    private AgentOptions options;
    private IdentityFiles files;
    private Identity joined;
    private ServerLink link;

    @BeforeEach
    void join() throws Exception {
        server = new FakeServer(Welcome.newBuilder().setClusterId("test").build());
        options = AgentOptions.parse(
                new String[] {"--data=" + folder, "--server=127.0.0.1:" + server.port(), "--address=127.0.0.1"});
        files = new IdentityFiles(new PrivateFiles(folder));
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
    }

    @Test
    void renewsBeforeTheEndAndReconnectsWithWhatItGot() throws Exception {
        joinFor(Duration.ofSeconds(9));
        server.signFor(Duration.ofHours(1));
        var before = greet();

        try (var renewer = new CertificateRenewer(link, files, joined, Clock.systemUTC())) {
            renewer.start();
            await("the old connection to end").atMost(Duration.ofSeconds(8)).until(() -> hasEnded(before));
        }

        assertThat(Instant.now())
                .as("in good time")
                .isBefore(joined.certificate().getNotAfter().toInstant());
        greet();
        var kept = files.read().orElseThrow();
        assertThat(server.shown())
                .containsExactly(
                        joined.certificate().getSerialNumber(),
                        kept.certificate().getSerialNumber());
        assertThat(kept.hostId()).isEqualTo(joined.hostId());
        assertThat(Arrays.equals(kept.key().getEncoded(), joined.key().getEncoded()))
                .as("the key is new, too")
                .isFalse();
    }

    @Test
    void staysConnectedWhileTheServerDoesNotRenewAndTriesAgain() throws Exception {
        joinFor(Duration.ofMinutes(10));
        server.refuseRenewals(1);
        var session = greet();
        var clock = new MutableClock(Instant.now().plus(Duration.ofMinutes(7)));
        var renewer = new CertificateRenewer(link, files, joined, clock);

        renewer.step();
        renewer.step();
        assertThat(hasEnded(session)).isFalse();
        assertThat(files.read().orElseThrow().certificate()).isEqualTo(joined.certificate());

        clock.advance(Duration.ofSeconds(10));
        renewer.step();
        assertThat(files.read().orElseThrow().certificate()).isNotEqualTo(joined.certificate());
    }

    @Test
    void leavesAFreshCertificateAlone() throws Exception {
        joinFor(Duration.ofDays(90));
        greet();

        new CertificateRenewer(link, files, joined, Clock.systemUTC()).step();

        assertThat(files.read().orElseThrow().certificate()).isEqualTo(joined.certificate());
    }

    private void joinFor(Duration lifetime) throws Exception {
        server.signFor(lifetime);
        joined = new Joining(options).join(server.token());
        files.write(joined);
        link = ServerChannels.link(options, joined);
    }

    private ServerSession greet() throws Exception {
        var session = new ServerSession(link);
        session.send(AgentMessage.newBuilder()
                .setHello(Hello.newBuilder().setProtocolVersion(Protocol.PROTOCOL_VERSION_VALUE))
                .build());
        assertThat(session.next(5_000).orElseThrow().hasWelcome()).isTrue();
        return session;
    }

    private static boolean hasEnded(ServerSession session) throws InterruptedException {
        try {
            session.next(1);
            return false;
        } catch (ServerSession.SessionEnded ended) {
            return true;
        }
    }
}
