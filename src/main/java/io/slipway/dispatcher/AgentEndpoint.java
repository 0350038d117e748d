package io.slipway.dispatcher;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.slipway.hosts.HostRegistry;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import io.slipway.keys.CertificateAuthority;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.FetchImageRequest;
import io.slipway.protocol.ImageChunk;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.RenewCertificateReply;
import io.slipway.protocol.RenewCertificateRequest;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.ShipmentAck;
import java.security.cert.CertificateEncodingException;
import org.springframework.stereotype.Service;

/** What agents call once they have joined. Each method only finds the one who does the work. */
@Service
class AgentEndpoint extends AgentLinkGrpc.AgentLinkImplBase {

    private final ControlStreams streams;
    private final Shipments shipments;
    private final ImageDesk images;
    private final HostRegistry hosts;
    private final CertificateAuthority authority;

    AgentEndpoint(
            ControlStreams streams,
            Shipments shipments,
            ImageDesk images,
            HostRegistry hosts,
            CertificateAuthority authority) {
        this.streams = streams;
        this.shipments = shipments;
        this.images = images;
        this.hosts = hosts;
        this.authority = authority;
    }

    @Override
    public StreamObserver<AgentMessage> connect(StreamObserver<ServerMessage> reply) {
        return streams.open(caller(), (ServerCallStreamObserver<ServerMessage>) reply);
    }

    @Override
    public StreamObserver<LogBatch> shipLogs(StreamObserver<ShipmentAck> reply) {
        return shipments.logs(caller(), reply);
    }

    @Override
    public StreamObserver<MetricBatch> shipMetrics(StreamObserver<ShipmentAck> reply) {
        return shipments.metrics(caller(), reply);
    }

    @Override
    public void fetchImage(FetchImageRequest request, StreamObserver<ImageChunk> reply) {
        images.send(request.getImageId(), (ServerCallStreamObserver<ImageChunk>) reply);
    }

    @Override
    public void renewCertificate(RenewCertificateRequest request, StreamObserver<RenewCertificateReply> reply) {
        var host = caller();
        try {
            var certificate = authority.signHost(
                    host.toString(), request.getCertificateSigningRequest().toByteArray());
            hosts.offer(host, certificate.getSerialNumber().toString(16));
            reply.onNext(RenewCertificateReply.newBuilder()
                    .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
                    .build());
            reply.onCompleted();
        } catch (PlatformException.NotFound removed) {
            reply.onError(
                    Status.UNAUTHENTICATED.withDescription(removed.sentence()).asRuntimeException());
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            reply.onError(Status.INVALID_ARGUMENT
                    .withDescription("The certificate signing request cannot be used")
                    .withCause(e)
                    .asRuntimeException());
        }
    }

    private static HostId caller() {
        return AgentIdentity.HOST.get();
    }
}
