package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.Heartbeat;
import io.slipway.protocol.HeartbeatAck;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.JoinDeskGrpc;
import io.slipway.protocol.JoinReply;
import io.slipway.protocol.JoinRequest;
import io.slipway.protocol.RemovalNotice;
import io.slipway.protocol.RenewCertificateReply;
import io.slipway.protocol.RenewCertificateRequest;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.Welcome;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** The server's side of the protocol, over real mutual TLS, as far as an agent can tell. */
final class FakeServer implements AutoCloseable {

    private final KeyPair authorityKeys;
    private final X509Certificate authority;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private volatile Welcome welcome;
    private final Map<String, InstanceReport> reports = new ConcurrentHashMap<>();
    private final List<AgentMessage> received = new CopyOnWriteArrayList<>();
    private volatile HostAssignment assignment = HostAssignment.getDefaultInstance();
    private final List<BigInteger> shown = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile Duration hostLifetime = Duration.ofHours(1);
    private volatile Status joinRefusal = Status.OK;
    private volatile boolean hostsRemoved;
    private volatile boolean acknowledging = true;
    private volatile StreamObserver<ServerMessage> stream;
    private Server server;
    private int port;

    FakeServer(Welcome welcome) throws Exception {
        this.welcome = welcome;
        authorityKeys = Joining.newKeys();
        authority = signed("CN=test authority", authorityKeys.getPublic(), null);
        keys = Joining.newKeys();
        certificate = signed("CN=test server", keys.getPublic(), KeyPurposeId.id_kp_serverAuth);
        start();
    }

    void start() throws IOException {
        var tls = GrpcSslContexts.configure(
                        SslContextBuilder.forServer(keys.getPrivate(), certificate, authority)
                                .trustManager(authority)
                                .clientAuth(ClientAuth.OPTIONAL),
                        SslProvider.JDK)
                .build();
        var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops)
                .sslContext(tls)
                .addService(new Desk())
                .addService(ServerInterceptors.intercept(new Link(), new CertificateNote()))
                .build()
                .start();
        port = server.getPort();
    }

    int port() {
        return port;
    }

    String token() {
        return "slipway-join.c2VjcmV0." + ServerTrust.fingerprint(authority);
    }

    void assign(HostAssignment next) {
        assignment = next;
        var open = stream;
        if (open != null) {
            synchronized (this) {
                open.onNext(ServerMessage.newBuilder().setAssignment(next).build());
            }
        }
    }

    void send(ServerMessage message) {
        synchronized (this) {
            stream.onNext(message);
        }
    }

    /** Gives the host other addresses from its next connection on. */
    void giveSubnet(String subnet) {
        welcome = welcome.toBuilder().setSubnet(subnet).build();
    }

    /** Certificates of hosts are good for so long from now on. */
    void signFor(Duration lifetime) {
        hostLifetime = lifetime;
    }

    /** Refuses so many renewals from now on. */
    void refuseRenewals(int count) {
        refusals.set(count);
    }

    /** Answers every try to join with this from now on. */
    void refuseJoins(Status status) {
        joinRefusal = status;
    }

    /** Removes every host: ends the control stream and lets nobody in any more. */
    void removeHosts() {
        hostsRemoved = true;
        synchronized (this) {
            stream.onError(RemovalNotice.exception());
        }
    }

    /** Whether heartbeats are acknowledged from now on. */
    void acknowledge(boolean now) {
        acknowledging = now;
    }

    /** Serial numbers of the certificates that calls came with, each once, in order. */
    List<BigInteger> shown() {
        return List.copyOf(shown);
    }

    InstanceReport report(String instanceId) {
        return reports.getOrDefault(instanceId, InstanceReport.getDefaultInstance());
    }

    List<AgentMessage> received() {
        return received;
    }

    @Override
    public void close() {
        server.shutdownNow();
        stream = null;
        reports.clear();
    }

    private X509Certificate signed(String name, PublicKey key, KeyPurposeId purpose) throws Exception {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=test authority"),
                new BigInteger(64, new java.security.SecureRandom()),
                Date.from(now),
                Date.from(now.plus(purpose == KeyPurposeId.id_kp_clientAuth ? hostLifetime : Duration.ofHours(1))),
                new X500Name(name),
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
        if (purpose != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private X509Certificate hostCertificate(ByteString request) throws Exception {
        var asked = new JcaPKCS10CertificationRequest(request.toByteArray());
        return signed("CN=host-1", asked.getPublicKey(), KeyPurposeId.id_kp_clientAuth);
    }

    private final class CertificateNote implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            try {
                var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
                var serial = ((X509Certificate) session.getPeerCertificates()[0]).getSerialNumber();
                if (hostsRemoved) {
                    call.close(RemovalNotice.status(), RemovalNotice.trailers());
                    return new ServerCall.Listener<>() {};
                }
                if (!shown.contains(serial)) {
                    shown.add(serial);
                }
                return next.startCall(call, headers);
            } catch (SSLPeerUnverifiedException anonymous) {
                throw new IllegalStateException(anonymous);
            }
        }
    }

    private final class Desk extends JoinDeskGrpc.JoinDeskImplBase {
        @Override
        public void join(JoinRequest request, StreamObserver<JoinReply> answer) {
            if (!joinRefusal.isOk()) {
                answer.onError(joinRefusal.asRuntimeException());
                return;
            }
            try {
                var host = hostCertificate(request.getCertificateSigningRequest());
                answer.onNext(JoinReply.newBuilder()
                        .setHostId("host-1")
                        .setClusterId(welcome.getClusterId())
                        .setCertificate(ByteString.copyFrom(host.getEncoded()))
                        .setCertificateAuthority(ByteString.copyFrom(authority.getEncoded()))
                        .build());
                answer.onCompleted();
            } catch (Exception broken) {
                answer.onError(broken);
            }
        }
    }

    private final class Link extends AgentLinkGrpc.AgentLinkImplBase {
        @Override
        public void renewCertificate(RenewCertificateRequest request, StreamObserver<RenewCertificateReply> answer) {
            try {
                if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("not now");
                }
                answer.onNext(RenewCertificateReply.newBuilder()
                        .setCertificate(ByteString.copyFrom(hostCertificate(request.getCertificateSigningRequest())
                                .getEncoded()))
                        .build());
                answer.onCompleted();
            } catch (Exception broken) {
                answer.onError(broken);
            }
        }

        @Override
        public StreamObserver<AgentMessage> connect(StreamObserver<ServerMessage> out) {
            return new StreamObserver<>() {
                @Override
                public void onNext(AgentMessage message) {
                    received.add(message);
                    if (message.hasHello()) {
                        stream = out;
                        synchronized (FakeServer.this) {
                            out.onNext(ServerMessage.newBuilder()
                                    .setWelcome(welcome)
                                    .build());
                        }
                        assign(assignment);
                    } else if (message.hasHeartbeat() && acknowledging) {
                        acknowledge(message.getHeartbeat());
                    } else if (message.hasReport()) {
                        reports.put(message.getReport().getInstanceId(), message.getReport());
                    }
                }

                private void acknowledge(Heartbeat beat) {
                    synchronized (FakeServer.this) {
                        out.onNext(ServerMessage.newBuilder()
                                .setHeartbeatAck(HeartbeatAck.newBuilder()
                                        .setSequence(beat.getSequence())
                                        .setEpoch(welcome.getEpoch()))
                                .build());
                    }
                }

                @Override
                public void onError(Throwable lost) {}

                @Override
                public void onCompleted() {}
            };
        }
    }
}
