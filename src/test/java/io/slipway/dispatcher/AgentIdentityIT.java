package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.StreamObserver;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.JoinTokens;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import io.slipway.keys.CertificateAuthority;
import io.slipway.keys.KeyBundle;
import io.slipway.keys.KeyBundleFile;
import io.slipway.keys.ServerIdentity;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.JoinDeskGrpc;
import io.slipway.protocol.JoinRequest;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.RemovalNotice;
import io.slipway.protocol.RenewCertificateReply;
import io.slipway.protocol.RenewCertificateRequest;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.ShipmentAck;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agents' endpoint as strangers see it: over real TLS. */
class AgentIdentityIT {

    private static final char[] PASSWORD = "test".toCharArray();

    @TempDir
    private Path folder;

    private final HostId host = HostId.create();
    private final HostRegistry hosts = mock(HostRegistry.class);
    private final HostCalls calls = new HostCalls();
    private final JoinTokens tokens = mock(JoinTokens.class);
    private final KeyPair hostKeys = CertificateAuthority.newKeyPair();
    private final Endpoint endpoint = new Endpoint();
    private CertificateAuthority authority;
    private Server server;
    private @Nullable ManagedChannel channel;

    @BeforeEach
    void listen() throws Exception {
        KeyBundle keys = new KeyBundleFile(folder.resolve("keys")).openOrCreate(Clock.systemUTC());
        authority = new CertificateAuthority(keys, Clock.systemUTC());
        var identity = ServerIdentity.signedBy(authority, java.util.List.of());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(identity.keyStore(), identity.password().toCharArray());
        var credentials = TlsServerCredentials.newBuilder()
                .keyManager(managers.getKeyManagers())
                .trustManager(trusting(identity.trustStore()))
                .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                .build();
        var desk = new JoinDesk(tokens, hosts, authority, keys, new JoinThrottle(Clock.systemUTC()));
        server = Grpc.newServerBuilderForPort(0, credentials)
                .intercept(new AgentIdentity(hosts, calls))
                .addService(desk)
                .addService(endpoint)
                .build()
                .start();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (channel != null) {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    @Test
    void letsAHostInByTheCertificateThatItHolds() throws Exception {
        var certificate = certificate();
        given(hosts.trusts(host, serial(certificate))).willReturn(true);

        assertThat(callWith(certificate, hostKeys)).isEqualTo(Status.Code.OK);
    }

    @Test
    void refusesAStrangerWithoutACertificate() throws Exception {
        assertThat(call(TlsChannelCredentials.newBuilder()
                        .trustManager(trustingAuthority())
                        .build()))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void refusesTheCertificateOfAHostThatWasReplacedOrRemoved() throws Exception {
        var replaced = certificate();
        given(hosts.trusts(host, serial(certificate()))).willReturn(true);

        assertThat(callWith(replaced, hostKeys)).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void endsEveryCallOfAHostThatIsRemovedAndLetsItInNoMore() throws Exception {
        var certificate = certificate();
        given(hosts.trusts(host, serial(certificate))).willReturn(true);
        open(credentials(certificate, hostKeys));
        var control = new Ending<ServerMessage>();
        var shipments = new Ending<ShipmentAck>();
        var link = AgentLinkGrpc.newStub(channel);
        var messages = link.connect(control);
        link.shipLogs(shipments);
        messages.onNext(AgentMessage.getDefaultInstance());
        await("the server to hear it").until(() -> endpoint.heard.get() == 1);

        given(hosts.trusts(host, serial(certificate))).willReturn(false);
        given(hosts.wasRemoved(host)).willReturn(true);
        calls.end(host);

        assertThat(control.failure()).matches(RemovalNotice::isIn);
        assertThat(shipments.failure()).matches(RemovalNotice::isIn);
        await("the server's own end to be told").until(() -> endpoint.cancelled.get() == 2);
        assertThat(calls.hasAny(host)).isFalse();
        var later = new Ending<ServerMessage>();
        link.connect(later);
        assertThat(later.failure()).as("it dials again").matches(RemovalNotice::isIn);
        assertThat(calls.hasAny(host)).isFalse();
    }

    @Test
    void forgetsCallsThatAreOver() throws Exception {
        var certificate = certificate();
        given(hosts.trusts(host, serial(certificate))).willReturn(true);

        assertThat(callWith(certificate, hostKeys)).isEqualTo(Status.Code.OK);

        await("the call to be forgotten").until(() -> !calls.hasAny(host));
    }

    @Test
    void refusesAHostWhoseNameWasTakenMeanwhile() throws Exception {
        given(tokens.redeem(any())).willReturn(Optional.of("host-b"));
        given(hosts.enrol("host-b"))
                .willThrow(new PlatformException.Conflict("name-taken", "name", "Another host has joined as host-b."));
        open(TlsChannelCredentials.newBuilder()
                .trustManager(trustingAuthority())
                .build());

        assertThat(join()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }

    @Test
    void refusesLabelsThatAreNoneBeforeTheTokenIsUsedUp() throws Exception {
        open(TlsChannelCredentials.newBuilder()
                .trustManager(trustingAuthority())
                .build());
        var request = JoinRequest.newBuilder()
                .setToken("any")
                .putLabels("disk", "not a value")
                .build();

        var refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> JoinDeskGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .join(request));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getStatus().getDescription()).contains("not a value");
        then(tokens).should(never()).redeem(any());
    }

    @Test
    void refusesACertificateOfAnotherAuthority() throws Exception {
        given(hosts.trusts(any(), any())).willReturn(true);
        var elsewhere = new KeyBundleFile(folder.resolve("elsewhere")).openOrCreate(Clock.systemUTC());
        var forged = new CertificateAuthority(elsewhere, Clock.systemUTC()).signHost(host.toString(), request());

        // A polite client does not even show it, since the server names its authority; another ends in the handshake.
        assertThat(callWith(forged, hostKeys)).isIn(Status.Code.UNAUTHENTICATED, Status.Code.UNAVAILABLE);
    }

    @Test
    void slowsGuessingOfJoinTokensDown() throws Exception {
        given(tokens.redeem(any())).willReturn(Optional.empty());
        open(TlsChannelCredentials.newBuilder()
                .trustManager(trustingAuthority())
                .build());

        for (int i = 0; i < JoinThrottle.FREE_FAILURES; i++) {
            assertThat(join()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }

        assertThat(join()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    private Status.Code join() {
        var request = JoinRequest.newBuilder()
                .setToken("slipway-join.guess." + "0".repeat(64))
                .build();
        var refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> JoinDeskGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .join(request));
        return refused.getStatus().getCode();
    }

    private Status.Code callWith(X509Certificate certificate, KeyPair keys) throws Exception {
        return call(credentials(certificate, keys));
    }

    private ChannelCredentials credentials(X509Certificate certificate, KeyPair keys) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("host", keys.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        return TlsChannelCredentials.newBuilder()
                .keyManager(managers.getKeyManagers())
                .trustManager(trustingAuthority())
                .build();
    }

    private Status.Code call(ChannelCredentials credentials) {
        open(credentials);
        return renew();
    }

    private Status.Code renew() {
        try {
            AgentLinkGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .renewCertificate(RenewCertificateRequest.getDefaultInstance());
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        }
    }

    private void open(ChannelCredentials credentials) {
        channel = Grpc.newChannelBuilderForAddress("127.0.0.1", server.getPort(), credentials)
                .build();
    }

    private X509Certificate certificate() throws Exception {
        return authority.signHost(host.toString(), request());
    }

    private byte[] request() throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=whatever"), hostKeys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(hostKeys.getPrivate()))
                .getEncoded();
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private javax.net.ssl.TrustManager[] trustingAuthority() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.certificate());
        return trusting(store);
    }

    private static javax.net.ssl.TrustManager[] trusting(KeyStore store) throws Exception {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Answers whoever gets that far, and counts what streams bring. */
    private static final class Endpoint extends AgentLinkGrpc.AgentLinkImplBase {

        private final AtomicInteger heard = new AtomicInteger();
        private final AtomicInteger cancelled = new AtomicInteger();

        @Override
        public void renewCertificate(RenewCertificateRequest request, StreamObserver<RenewCertificateReply> reply) {
            reply.onNext(RenewCertificateReply.getDefaultInstance());
            reply.onCompleted();
        }

        @Override
        public StreamObserver<AgentMessage> connect(StreamObserver<ServerMessage> reply) {
            return counting();
        }

        @Override
        public StreamObserver<LogBatch> shipLogs(StreamObserver<ShipmentAck> reply) {
            return counting();
        }

        private <M> StreamObserver<M> counting() {
            return new StreamObserver<>() {
                @Override
                public void onNext(M message) {
                    heard.incrementAndGet();
                }

                @Override
                public void onError(Throwable error) {
                    cancelled.incrementAndGet();
                }

                @Override
                public void onCompleted() {}
            };
        }
    }

    /** Waits for the end of a stream and tells why. */
    private static final class Ending<M> implements StreamObserver<M> {

        private final CompletableFuture<Throwable> end = new CompletableFuture<>();

        Throwable failure() {
            return end.orTimeout(10, TimeUnit.SECONDS).join();
        }

        @Override
        public void onNext(M message) {}

        @Override
        public void onError(Throwable error) {
            end.complete(error);
        }

        @Override
        public void onCompleted() {
            end.complete(new IllegalStateException("It ended well"));
        }
    }
}
