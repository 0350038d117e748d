package io.slipway.bench;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoop;
import io.slipway.kernel.Backoff;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.Heartbeat;
import io.slipway.protocol.Hello;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.Protocol;
import io.slipway.protocol.RoutingAck;
import io.slipway.protocol.RoutingChange;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.Welcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An agent without containers and router: speaks to the server as a real one does, over a connection of its own, and takes a moment
 * for each start. Its containers outlive its connections. Everything happens on its event loop.
 */
final class SimulatedHost {

    private static final Backoff REDIAL = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    /** Below the time within which a real agent tells no phase of a start but the last. */
    private static final int SHORTEST_START_MILLIS = 100;

    private static final int LONGEST_START_MILLIS = 240;
    private static final int STOP_MILLIS = 20;
    private static final int CPU_MILLIS = 64_000;
    private static final long MEMORY_BYTES = 256L << 30;

    private static final class Container {
        private final String address;
        private InstancePhase phase = InstancePhase.PREPARING;
        private boolean ready;
        private boolean recorded;

        Container(String address) {
            this.address = address;
        }
    }

    private final EventLoop loop;
    private final ManagedChannel channel;
    private final Fleet fleet;
    private final int number;
    private final Map<String, Container> containers = new HashMap<>();
    private final Map<Long, String> unrecorded = new HashMap<>();
    private @Nullable Session session;
    private Addresses addresses = new Addresses("10.0.0.0/22");
    private ByteString routingDigest = ByteString.EMPTY;
    private long knownEpoch;
    private long knownGeneration;
    private long sequence;
    private int failures;
    private boolean closed;

    SimulatedHost(EventLoop loop, ManagedChannel channel, Fleet fleet, int number) {
        this.loop = loop;
        this.channel = channel;
        this.fleet = fleet;
        this.number = number;
    }

    void connect() {
        loop.execute(this::dial);
    }

    /** Says of one running instance that it takes traffic, or that it does not; answers when that was said. */
    long tell(String instance, boolean ready) {
        try {
            return loop.submit(() -> {
                        var container = containers.get(instance);
                        if (container == null) {
                            throw new IllegalStateException("The instance is not here any more");
                        }
                        container.ready = ready;
                        long now = System.nanoTime();
                        report(instance, container);
                        return now;
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    void close() {
        loop.execute(() -> closed = true);
        channel.shutdownNow();
    }

    private void dial() {
        if (!closed) {
            channel.resetConnectBackoff();
            // A stream that outlives the one who opened it must not inherit his deadline.
            Context.ROOT.run(() -> session = new Session());
        }
    }

    private void lost() {
        session = null;
        unrecorded.clear();
        containers.values().forEach(container -> {
            if (container.recorded) {
                container.recorded = false;
                fleet.unrecorded();
            }
        });
        if (!closed) {
            var wait = REDIAL.after(++failures, ThreadLocalRandom.current());
            loop.schedule(this::dial, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void assign(HostAssignment assignment) {
        knownGeneration = assignment.getGeneration();
        var named = assignment.getInstancesList().stream()
                .map(AssignedInstance::getInstanceId)
                .collect(Collectors.toSet());
        containers.keySet().retainAll(named);
        for (var assigned : assignment.getInstancesList()) {
            var id = assigned.getInstanceId();
            var known = containers.get(id);
            if (assigned.getStop()) {
                end(id, known);
            } else if (known == null) {
                begin(id, assigned.getRunSpec().getAppId());
            }
        }
    }

    private void begin(String id, String app) {
        fleet.started(number, id, app);
        containers.put(id, new Container(addresses.next()));
        int wait = ThreadLocalRandom.current().nextInt(SHORTEST_START_MILLIS, LONGEST_START_MILLIS);
        loop.schedule(() -> enter(id, InstancePhase.RUNNING), wait, TimeUnit.MILLISECONDS);
    }

    private void end(String id, @Nullable Container known) {
        if (known == null) {
            containers.put(id, new Container(""));
        } else if (known.phase == InstancePhase.STOPPED) {
            return;
        }
        loop.schedule(() -> enter(id, InstancePhase.STOPPED), STOP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void enter(String id, InstancePhase phase) {
        var container = containers.get(id);
        if (container != null && container.phase.getNumber() < phase.getNumber()) {
            container.phase = phase;
            container.ready = phase == InstancePhase.RUNNING;
            report(id, container);
        }
    }

    private void report(String id, Container container) {
        var open = session;
        if (open == null || !open.welcomed || container.phase == InstancePhase.PREPARING) {
            return; // All of it is told at the next welcome.
        }
        unrecorded.put(++sequence, id);
        open.send(AgentMessage.newBuilder()
                .setReport(InstanceReport.newBuilder()
                        .setSequence(sequence)
                        .setInstanceId(id)
                        .setPhase(container.phase)
                        .setReady(container.ready)
                        .setAddress(container.address)
                        .setAtMillis(System.currentTimeMillis())));
    }

    private void recorded(long acknowledged) {
        var container = containers.get(unrecorded.remove(acknowledged));
        if (container != null && container.phase == InstancePhase.RUNNING && !container.recorded) {
            container.recorded = true;
            fleet.recorded();
        }
    }

    /** One control stream, from dialling to its end. */
    private final class Session implements StreamObserver<ServerMessage> {

        private final StreamObserver<AgentMessage> out;
        /** The watch whose change is in the parts so far. */
        private Optional<RouteWatch> shown = Optional.empty();

        private boolean welcomed;
        private long beats;

        Session() {
            out = AgentLinkGrpc.newStub(channel).connect(this);
            send(AgentMessage.newBuilder().setHello(hello()));
        }

        private Hello.Builder hello() {
            return Hello.newBuilder()
                    .setProtocolVersion(Protocol.PROTOCOL_VERSION_VALUE)
                    .setAgentVersion("simulated")
                    .setBootId("simulated-" + number)
                    .setEngineVersion("none")
                    .setCpuMillis(CPU_MILLIS)
                    .setMemoryBytes(MEMORY_BYTES)
                    .setAddress("127.0.0.1")
                    .setRouterPort(fleet.routerPort())
                    .setKnownEpoch(knownEpoch)
                    .setKnownGeneration(knownGeneration)
                    .setArchitecture("amd64")
                    .setTakesRoutingChanges(true)
                    .setRoutingDigest(routingDigest);
        }

        @Override
        public void onNext(ServerMessage message) {
            switch (message.getMessageCase()) {
                case WELCOME -> welcome(message.getWelcome());
                case ASSIGNMENT -> assign(message.getAssignment());
                case ROUTING_CHANGE -> route(message.getRoutingChange());
                case REPORT_ACK -> recorded(message.getReportAck().getSequence());
                case ROUTING_TABLE, INSPECT_IMAGE, MESSAGE_NOT_SET -> {
                    // Nobody asks a simulated host for these.
                }
            }
        }

        private void welcome(Welcome welcome) {
            welcomed = true;
            failures = 0;
            knownEpoch = welcome.getEpoch();
            addresses = addresses.in(welcome.getSubnet());
            fleet.connected();
            containers.forEach(SimulatedHost.this::report);
            int first = ThreadLocalRandom.current().nextInt(welcome.getHeartbeatMillis());
            loop.schedule(() -> beat(welcome.getHeartbeatMillis()), first, TimeUnit.MILLISECONDS);
        }

        private void beat(int everyMillis) {
            if (session == this) {
                send(AgentMessage.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().setSequence(++beats)));
                loop.schedule(() -> beat(everyMillis), everyMillis, TimeUnit.MILLISECONDS);
            }
        }

        private void route(RoutingChange change) {
            // A thousand hosts that kept their tables would not fit in here.
            shown = fleet.watch().filter(watch -> watch.isShownBy(change)).or(() -> shown);
            if (change.getMore()) {
                return;
            }
            long now = System.nanoTime();
            shown.ifPresent(watch -> watch.arrived(number, now));
            shown = Optional.empty();
            routingDigest = change.getDigest();
            send(AgentMessage.newBuilder()
                    .setRoutingAck(RoutingAck.newBuilder()
                            .setAppliedVersion(change.getVersion())
                            .setDrainedVersion(change.getVersion())));
        }

        void send(AgentMessage.Builder message) {
            out.onNext(message.build());
        }

        @Override
        public void onError(Throwable error) {
            fleet.ended(Status.fromThrowable(error));
            over();
        }

        @Override
        public void onCompleted() {
            over();
        }

        private void over() {
            if (welcomed) {
                fleet.disconnected();
            }
            welcomed = false;
            lost();
        }
    }

    /** Hands out the addresses of a host's subnet, one after the other. */
    private static final class Addresses {

        private static final int FIRST = 2;
        private static final int USABLE = 1_000;

        private final String subnet;
        private final int base;
        private int used;

        Addresses(String subnet) {
            this.subnet = subnet;
            int bits = 0;
            for (var part : subnet.substring(0, subnet.indexOf('/')).split("\\.", -1)) {
                bits = bits << Byte.SIZE | Integer.parseInt(part);
            }
            this.base = bits;
        }

        Addresses in(String other) {
            return other.equals(subnet) ? this : new Addresses(other);
        }

        String next() {
            int address = base + FIRST + used++ % USABLE;
            return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff);
        }
    }
}
