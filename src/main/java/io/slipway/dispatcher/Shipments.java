package io.slipway.dispatcher;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.slipway.kernel.HostId;
import io.slipway.logs.LogIntakeSink;
import io.slipway.metrics.MetricIntakeSink;
import io.slipway.metrics.PlatformMeters;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.ShipmentAck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
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
    private final PlatformMeters meters;

    Shipments(LogIntakeSink logs, LogTranslation translation, MetricIntakeSink metrics, PlatformMeters meters) {
        this.logs = logs;
        this.translation = translation;
        this.metrics = metrics;
        this.meters = meters;
    }

    StreamObserver<LogBatch> logs(HostId host, StreamObserver<ShipmentAck> reply) {
        return new Intake<>(host, reply) {
            @Override
            CompletionStage<Long> store(LogBatch batch) {
                var lines = translation.lines(host, batch);
                long started = System.nanoTime();
                var accepted = logs.accept(batch.getSpoolId(), batch.getSequence(), lines, batch.getDroppedBefore());
                meters.logLinesStored(lines.size(), Duration.ofNanos(System.nanoTime() - started));
                return accepted.durable().thenApply(unused -> accepted.sequence());
            }
        };
    }

    StreamObserver<MetricBatch> metrics(HostId host, StreamObserver<ShipmentAck> reply) {
        return new Intake<>(host, reply) {
            @Override
            CompletionStage<Long> store(MetricBatch batch) {
                return CompletableFuture.completedStage(metrics.accept(host, MetricTranslation.step(batch)));
            }
        };
    }

    /** Stores one batch after the other; gRPC calls the observer of one stream on one thread at a time. */
    private abstract static class Intake<B> implements StreamObserver<B> {

        private final HostId host;
        private final StreamObserver<ShipmentAck> reply;
        private boolean ended;

        Intake(HostId host, StreamObserver<ShipmentAck> reply) {
            this.host = host;
            this.reply = reply;
        }

        /** Stores a batch; completes with the number up to which everything is stored once that is so. */
        abstract CompletionStage<Long> store(B batch);

        @Override
        public void onNext(B batch) {
            try {
                store(batch).whenComplete(this::answer);
            } catch (RuntimeException e) {
                answer(0L, e);
            }
        }

        /** Batches become durable on the store's thread, so answers are put in line here. */
        private synchronized void answer(@Nullable Long sequence, @Nullable Throwable failure) {
            if (ended) {
                return;
            }
            if (failure == null && sequence != null) {
                reply.onNext(ShipmentAck.newBuilder().setSequence(sequence).build());
                return;
            }
            ended = true;
            log.atWarn()
                    .setCause(failure)
                    .addKeyValue("host", host)
                    .log("A shipment could not be stored; it comes again");
            reply.onError(Status.UNAVAILABLE
                    .withDescription("The shipment could not be stored")
                    .asRuntimeException());
        }

        @Override
        public void onError(Throwable error) {
            log.atDebug()
                    .addKeyValue("host", host)
                    .addKeyValue("cause", error.getMessage())
                    .log("Shipments ended");
        }

        @Override
        public synchronized void onCompleted() {
            if (!ended) {
                ended = true;
                reply.onCompleted();
            }
        }
    }
}
