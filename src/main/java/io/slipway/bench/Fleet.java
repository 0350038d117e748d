package io.slipway.bench;

import io.grpc.Status;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Many simulated hosts on few threads, and what all of them together have seen. Thread-safe. */
final class Fleet implements AutoCloseable {

    private static final int THREADS = 2;

    /**
     * An instance and where it is.
     *
     * @param host its number in the fleet
     */
    record Started(int host, String id, String app) {}

    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    private final AnsweringRouter router = new AnsweringRouter();
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger recorded = new AtomicInteger();
    private final Map<String, Started> started = new ConcurrentHashMap<>();
    private final ConcurrentMap<Status.Code, AtomicInteger> endings = new ConcurrentHashMap<>();
    private volatile @Nullable RouteWatch watch;

    Fleet() throws IOException {}

    /** Makes a host of a token. */
    void join(int agentPort, String token) throws IOException {
        EventLoop loop = loops.next();
        var identity = SimulatedIdentity.join(agentPort, token, loop);
        hosts.add(new SimulatedHost(loop, identity.channel(agentPort, loop), this, hosts.size()));
    }

    void connect() {
        hosts.forEach(SimulatedHost::connect);
    }

    int size() {
        return hosts.size();
    }

    /** Where the server asks whether a route answers. */
    int routerPort() {
        return router.port();
    }

    /** Hosts that the server has welcomed and that have not lost it since. */
    int connectedHosts() {
        return connected.get();
    }

    /** Instances that run and of which the server has acknowledged, on the present connection, that it knows. */
    int recordedInstances() {
        return recorded.get();
    }

    /** Instances that were ever started: more than wanted when the server replaced one. */
    int startedInstances() {
        return started.size();
    }

    /** How streams ended so far, for whoever wants to know why. */
    String endings() {
        return endings.toString();
    }

    /** Any instance that was started. */
    Started anyInstance() {
        var all = List.copyOf(started.values());
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    /** Changes one instance; the watch tells when every host's table shows it. */
    RouteWatch change(Started instance, boolean ready) {
        var begun = new RouteWatch(instance, ready, hosts.size());
        watch = begun;
        begun.begin(hosts.get(instance.host()).tell(instance.id(), ready));
        return begun;
    }

    void connected() {
        connected.incrementAndGet();
    }

    void disconnected() {
        connected.decrementAndGet();
    }

    void recorded() {
        recorded.incrementAndGet();
    }

    void unrecorded() {
        recorded.decrementAndGet();
    }

    void started(int host, String id, String app) {
        started.put(id, new Started(host, id, app));
    }

    void ended(Status status) {
        endings.computeIfAbsent(status.getCode(), code -> new AtomicInteger()).incrementAndGet();
    }

    /** What is waited for, if anything is. */
    Optional<RouteWatch> watch() {
        return Optional.ofNullable(watch);
    }

    @Override
    public void close() {
        hosts.forEach(SimulatedHost::close);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        router.close();
    }
}
