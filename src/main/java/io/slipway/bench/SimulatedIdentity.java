package io.slipway.bench;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.slipway.protocol.JoinDeskGrpc;
import io.slipway.protocol.JoinRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A key and the certificate that the server made for it when a simulated host joined. The server checks it as any other; the host
 * does not check the server, which the bench has started itself on loopback.
 */
record SimulatedIdentity(PrivateKey key, X509Certificate certificate) {

    private static final int LIMIT_SECONDS = 30;
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

    /** Joins by a token. */
    static SimulatedIdentity join(int agentPort, String token, EventLoop loop) throws IOException {
        ManagedChannel channel = null;
        try {
            channel = channel(agentPort, loop, SslContextBuilder.forClient());
            var keys = newKeys();
            var reply = JoinDeskGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join(JoinRequest.newBuilder()
                            .setToken(token)
                            .setCertificateSigningRequest(ByteString.copyFrom(signingRequest(keys)))
                            .build());
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(reply.getCertificate().toByteArray()));
            return new SimulatedIdentity(keys.getPrivate(), certificate);
        } catch (StatusRuntimeException | GeneralSecurityException | OperatorCreationException refused) {
            throw new IOException("A simulated host could not join: " + refused.getMessage(), refused);
        } finally {
            if (channel != null) {
                channel.shutdownNow();
            }
        }
    }

    /** A connection of its own under this identity; callbacks run on the loop. */
    ManagedChannel channel(int agentPort, EventLoop loop) throws IOException {
        return channel(agentPort, loop, SslContextBuilder.forClient().keyManager(key, certificate));
    }

    private static ManagedChannel channel(int agentPort, EventLoop loop, SslContextBuilder tls) throws IOException {
        return NettyChannelBuilder.forAddress("127.0.0.1", agentPort)
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(loop)
                .directExecutor()
                .sslContext(GrpcSslContexts.configure(
                                tls.trustManager(InsecureTrustManagerFactory.INSTANCE), SslProvider.JDK)
                        .endpointIdentificationAlgorithm(null)
                        .build())
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .disableRetry()
                .build();
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] signingRequest(KeyPair keys) throws OperatorCreationException, IOException {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=host"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "SimulatedIdentity[" + certificate.getSubjectX500Principal() + "]";
    }
}
