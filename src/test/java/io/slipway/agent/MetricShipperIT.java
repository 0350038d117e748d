package io.slipway.agent;

import static java.util.stream.LongStream.rangeClosed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.ShipmentAck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricShipperIT {

    private final RecordingServer received = new RecordingServer();
    private final MetricShipper shipper = new MetricShipper("boot-1");
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void startServer() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(received)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stopServer() {
        shipper.disconnected();
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void keepsStepsWhileTheServerIsAwayAndSendsThemInOrder() {
        offer(3);
        assertThat(shipper.waiting()).isEqualTo(3);

        shipper.connected(AgentLinkGrpc.newStub(channel));
        offer(2);

        await().until(() -> shipper.waiting() == 0);
        assertThat(received.sequences()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(received.batches).allSatisfy(batch -> assertThat(batch.getSpoolId()).isEqualTo("boot-1"));
    }

    @Test
    void sendsAgainWhatWasNotAcknowledged() {
        received.acknowledges.set(false);
        shipper.connected(AgentLinkGrpc.newStub(channel));
        offer(2);
        await().until(() -> received.batches.size() == 2);
        shipper.disconnected();

        received.acknowledges.set(true);
        shipper.connected(AgentLinkGrpc.newStub(channel));

        await().until(() -> shipper.waiting() == 0);
        assertThat(received.sequences()).containsExactly(1L, 2L, 1L, 2L);
    }

    @Test
    void opensANewStreamWhenTheServerEndedTheOldOne() {
        received.fails.set(true);
        shipper.connected(AgentLinkGrpc.newStub(channel));
        offer(1);
        await().until(() -> received.batches.size() == 1);

        received.fails.set(false);
        // The end of the old stream is noticed some time after the answer; each later step is one more occasion.
        await().until(this::isDrainedElseOfferOne);
        assertThat(received.sequences()).startsWith(1L, 1L);
    }

    @Test
    void dropsAndCountsTheOldestBeyondAnHour() {
        offer(MetricShipper.LARGEST_BACKLOG + 5);
        assertThat(shipper.dropped()).isEqualTo(5);

        shipper.connected(AgentLinkGrpc.newStub(channel));

        await().until(() -> shipper.waiting() == 0);
        assertThat(received.sequences())
                .containsExactlyElementsOf(rangeClosed(6, 365).boxed().toList());
    }

    private boolean isDrainedElseOfferOne() {
        if (shipper.waiting() == 0) {
            return true;
        }
        offer(1);
        return false;
    }

    private void offer(int steps) {
        for (int i = 0; i < steps; i++) {
            shipper.offer(MetricBatch.newBuilder().setStepMillis(10_000).build());
        }
    }

    private static final class RecordingServer extends AgentLinkGrpc.AgentLinkImplBase {
        final List<MetricBatch> batches = new CopyOnWriteArrayList<>();
        final AtomicBoolean acknowledges = new AtomicBoolean(true);
        final AtomicBoolean fails = new AtomicBoolean();

        List<Long> sequences() {
            return batches.stream().map(MetricBatch::getSequence).toList();
        }

        @Override
        public StreamObserver<MetricBatch> shipMetrics(StreamObserver<ShipmentAck> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(MetricBatch batch) {
                    batches.add(batch);
                    if (fails.get()) {
                        answers.onError(Status.UNAVAILABLE.asException());
                    } else if (acknowledges.get()) {
                        answers.onNext(ShipmentAck.newBuilder()
                                .setSequence(batch.getSequence())
                                .build());
                    }
                }

                @Override
                public void onError(Throwable cause) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }
    }
}
