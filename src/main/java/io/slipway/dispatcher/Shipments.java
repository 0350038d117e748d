package io.slipway.dispatcher;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.slipway.kernel.HostId;
import io.slipway.logs.LogIntakeSink;
import io.slipway.metrics.MetricIntakeSink;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.ShipmentAck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes in numbered batches of log lines and measurements and acknowledges each only once it is stored. An agent whose stream
 * breaks sends again what was not acknowledged; the sinks know what they have.
 */
@Component
class Shipments {

    private static final Logger log = LoggerFactory.getLogger(Shipments.class);

    private final LogIntakeSink logs;
    private final LogTranslation translation;
    private final MetricIntakeSink metrics;

    Shipments(LogIntakeSink logs, LogTranslation translation, MetricIntakeSink metrics) {
        this.logs = logs;
        this.translation = translation;
        this.metrics = metrics;
    }

    StreamObserver<LogBatch> logs(HostId host, StreamObserver<ShipmentAck> reply) {
        return new Intake<>(host, reply) {
            @Override
            long store(LogBatch batch) {
                return logs.accept(translation.shipment(host, batch));
            }
        };
    }

    StreamObserver<MetricBatch> metrics(HostId host, StreamObserver<ShipmentAck> reply) {
        return new Intake<>(host, reply) {
            @Override
            long store(MetricBatch batch) {
                return metrics.accept(host, MetricTranslation.step(batch));
            }
        };
    }

    /** Stores one batch after the other; gRPC calls the observer of one stream on one thread at a time. */
    private abstract static class Intake<B> implements StreamObserver<B> {

        private final HostId host;
        private final StreamObserver<ShipmentAck> reply;

        Intake(HostId host, StreamObserver<ShipmentAck> reply) {
            this.host = host;
            this.reply = reply;
        }

        /** Stores a batch and answers the number up to which everything is stored. */
        abstract long store(B batch);

        @Override
        public void onNext(B batch) {
            try {
                reply.onNext(ShipmentAck.newBuilder().setSequence(store(batch)).build());
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).addKeyValue("host", host).log("A shipment could not be stored; it comes again");
                reply.onError(Status.UNAVAILABLE
                        .withDescription("The shipment could not be stored")
                        .asRuntimeException());
            }
        }

        @Override
        public void onError(Throwable error) {
            log.atDebug().addKeyValue("host", host).addKeyValue("cause", error.getMessage()).log("Shipments ended");
        }

        @Override
        public void onCompleted() {
            reply.onCompleted();
        }
    }
}
