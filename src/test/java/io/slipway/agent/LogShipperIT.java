package io.slipway.agent;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.slipway.kernel.LostLines;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.LogEntry;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.ShipmentAck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the engine's file over the spool to a server that comes and goes. */
class LogShipperIT {

    @TempDir
    Path folder;

    private final FakeServer received = new FakeServer();
    private Server server;
    private ManagedChannel channel;
    private EngineLogFile file;

    @BeforeEach
    void start() throws IOException {
        file = new EngineLogFile(folder);
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(received)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void bringsEveryLineOnceOverAbsencesOfServerAndAgent() throws IOException {
        var first = shipper();
        first.started(container());
        write(0, 200);
        first.connected(AgentLinkGrpc.newStub(channel));
        await().atMost(ofSeconds(10)).until(() -> received.texts().size() >= 200);
        first.disconnected();
        write(200, 400);
        first.close();
        write(400, 500);

        var second = shipper();
        second.started(container());
        write(500, 600);
        file.rotate(3);
        write(600, 700);
        second.ended(container());
        second.connected(AgentLinkGrpc.newStub(channel));

        await().atMost(ofSeconds(10)).until(() -> received.texts().size() >= 700);
        assertThat(received.texts())
                .containsExactlyElementsOf(
                        IntStream.range(0, 700).mapToObj(i -> "line " + i).toList());
        second.close();
    }

    @Test
    void carriesLinesOfRouterAndPlatform() throws IOException {
        try (var shipper = shipper()) {
            shipper.connected(AgentLinkGrpc.newStub(channel));

            shipper.routerLine("app", "i-1", 0, 3, "GET / 200");
            shipper.platformLine("app", "i-1", 0, 3, "Instance 0 started");

            await().atMost(ofSeconds(10)).until(() -> received.texts().size() >= 2);
            assertThat(received.texts()).containsExactly("GET / 200", "Instance 0 started");
        }
    }

    @Test
    void countsWhatAFloodingAppLoses() throws IOException {
        var flood = new StringBuilder();
        int lines = 60_000;
        for (int i = 0; i < lines; i++) {
            flood.append("{\"log\":\"y\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-01T12:00:00.5Z\"}\n");
        }
        file.raw(flood.toString());
        try (var shipper = shipper()) {
            shipper.connected(AgentLinkGrpc.newStub(channel));
            shipper.started(container());

            await().atMost(ofSeconds(15)).until(() -> received.kept() + received.told() >= lines);
            assertThat(received.kept() + received.told()).isEqualTo(lines);
            assertThat(received.told()).isPositive();
            assertThat(received.texts()).anyMatch(text -> text.contains("more than 20000 lines per second"));
        }
    }

    private LogShipper shipper() throws IOException {
        var shipper = new LogShipper(
                folder.resolve("spool"),
                LogShipper.DEFAULT_SPOOL_BYTES,
                (id, since, sink) -> () -> {},
                Clock.systemUTC());
        shipper.start();
        return shipper;
    }

    private void write(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            file.line("line " + i);
        }
    }

    private RunningContainer container() {
        return new RunningContainer(
                "c0ffee",
                1,
                file.path.toString(),
                2,
                "i-1",
                RunSpec.newBuilder().setAppId("app").build());
    }

    /** Stores a number once, as the real one does. */
    private static final class FakeServer extends AgentLinkGrpc.AgentLinkImplBase {
        private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
        private final AtomicLong last = new AtomicLong();

        @Override
        public StreamObserver<LogBatch> shipLogs(StreamObserver<ShipmentAck> acknowledge) {
            return new StreamObserver<>() {
                @Override
                public void onNext(LogBatch batch) {
                    if (batch.getSequence() > last.get()) {
                        last.set(batch.getSequence());
                        entries.addAll(batch.getEntriesList());
                    }
                    acknowledge.onNext(ShipmentAck.newBuilder()
                            .setSequence(batch.getSequence())
                            .build());
                }

                @Override
                public void onError(Throwable problem) {
                    // The agent comes back.
                }

                @Override
                public void onCompleted() {
                    acknowledge.onCompleted();
                }
            };
        }

        List<String> texts() {
            return entries.stream().map(entry -> entry.getText().toStringUtf8()).toList();
        }

        long kept() {
            return entries.stream()
                    .filter(entry -> entry.getSource() == LogEntry.Source.STDOUT)
                    .count();
        }

        long told() {
            return entries.stream()
                    .filter(entry -> entry.getText().toStringUtf8().startsWith(LostLines.PREFIX))
                    .mapToLong(LogLoss::weight)
                    .sum();
        }
    }
}
