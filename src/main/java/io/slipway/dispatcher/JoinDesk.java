package io.slipway.dispatcher;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.JoinTokens;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import io.slipway.keys.CertificateAuthority;
import io.slipway.keys.KeyBundle;
import io.slipway.protocol.JoinDeskGrpc;
import io.slipway.protocol.JoinReply;
import io.slipway.protocol.JoinRequest;
import java.security.cert.CertificateEncodingException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Turns a one-time token and a signing request into a host with a certificate. */
@Service
class JoinDesk extends JoinDeskGrpc.JoinDeskImplBase {

    private static final Logger log = LoggerFactory.getLogger(JoinDesk.class);
    private static final String LABELS = "labels";

    private final JoinTokens tokens;
    private final HostRegistry hosts;
    private final CertificateAuthority authority;
    private final KeyBundle keys;
    private final JoinThrottle throttle;

    JoinDesk(
            JoinTokens tokens,
            HostRegistry hosts,
            CertificateAuthority authority,
            KeyBundle keys,
            JoinThrottle throttle) {
        this.tokens = tokens;
        this.hosts = hosts;
        this.authority = authority;
        this.keys = keys;
        this.throttle = throttle;
    }

    @Override
    public void join(JoinRequest request, StreamObserver<JoinReply> reply) {
        var address = AgentIdentity.ADDRESS.get();
        if (!throttle.admits(address)) {
            reply.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("Too many wrong join tokens from this address; wait a minute")
                    .asRuntimeException());
            return;
        }
        if (!areUsable(request.getLabelsMap(), reply)) {
            return;
        }
        var name = tokens.redeem(request.getToken());
        if (name.isEmpty()) {
            throttle.failed(address);
            log.atWarn()
                    .addKeyValue("address", address)
                    .log("A host tried to join with a token that is unknown, used or too old");
            reply.onError(Status.PERMISSION_DENIED
                    .withDescription("The join token is unknown, used or too old; make a new one")
                    .asRuntimeException());
            return;
        }
        try {
            var host = enrol(name.get());
            hosts.introduce(host, Labels.require(request.getLabelsMap(), LABELS));
            var certificate = authority.signHost(
                    host.toString(), request.getCertificateSigningRequest().toByteArray());
            hosts.trust(host, certificate.getSerialNumber().toString(16));
            log.atInfo().addKeyValue("host", name.get()).log("Host joined");
            reply.onNext(JoinReply.newBuilder()
                    .setHostId(host.toString())
                    .setClusterId(keys.clusterId())
                    .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
                    .setCertificateAuthority(
                            ByteString.copyFrom(authority.certificate().getEncoded()))
                    .build());
            reply.onCompleted();
        } catch (PlatformException refused) {
            reply.onError(Status.FAILED_PRECONDITION
                    .withDescription(refused.sentence())
                    .asRuntimeException());
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            reply.onError(Status.INVALID_ARGUMENT
                    .withDescription("The certificate signing request cannot be used")
                    .withCause(e)
                    .asRuntimeException());
        }
    }

    /** Looked at before the token is used up. */
    private static boolean areUsable(Map<String, String> labels, StreamObserver<JoinReply> reply) {
        try {
            Labels.require(labels, LABELS);
            return true;
        } catch (PlatformException.Invalid wrong) {
            reply.onError(
                    Status.INVALID_ARGUMENT.withDescription(wrong.sentence()).asRuntimeException());
            return false;
        }
    }

    /** One after the other: hosts that join at the same time would choose the same subnet, and their tokens would be used up. */
    private synchronized HostId enrol(String name) {
        return hosts.enrol(name);
    }
}
