package io.slipway.router;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A router on a free port, with one app at {@code app.test}. */
final class RouterRig implements AutoCloseable {

    static final AppId APP = AppId.create();
    static final ProcessId PROCESS = ProcessId.create();

    final TrafficRecorder recorder = new TrafficRecorder();
    final List<AccessLogEntry> log = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final Router router;
    private long version;

    RouterRig(RouterProperties properties) {
        this(properties, Clock.systemUTC());
    }

    RouterRig(RouterProperties properties, Clock clock) {
        this(properties, TcpLimits.DEFAULTS, clock);
    }

    RouterRig(RouterProperties properties, TcpLimits limits, Clock clock) {
        router = new Router(properties, limits, recorder, new Listener(), clock);
        router.start();
    }

    private final class Listener implements AccessLog {

        @Override
        public void record(AccessLogEntry entry) {
            log.add(entry);
        }

        @Override
        public void tell(AppId appId, String sentence) {
            told.add(sentence);
        }
    }

    static RouterRig withDefaults() {
        return new RouterRig(defaults());
    }

    static RouterProperties defaults() {
        return impatient(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    static RouterProperties impatient(Duration headerTimeout, Duration responseTimeout, Duration drainTimeout) {
        return new RouterProperties(
                "127.0.0.1",
                0,
                2,
                64 * 1024,
                100,
                8 * 1024,
                headerTimeout,
                Duration.ofSeconds(75),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                responseTimeout,
                drainTimeout,
                Duration.ofSeconds(30),
                10_000,
                64,
                3);
    }

    static Endpoint endpoint(int index, int port) {
        return new Endpoint(InstanceId.create(), PROCESS, index, 1, "127.0.0.1", port, "here");
    }

    /** Routes {@code app.test} to ports, numbered as instances from 0, and waits until that is in force. */
    RouterRig to(int... ports) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int port : ports) {
            endpoints.add(endpoint(endpoints.size(), port));
        }
        return toEndpoints(endpoints.toArray(Endpoint[]::new));
    }

    RouterRig toEndpoints(Endpoint... endpoints) {
        return to("app.test", "/", endpoints);
    }

    RouterRig to(String host, String path, Endpoint... endpoints) {
        Route route = new Route("r1", host, path, APP, "app", Arrays.asList(endpoints));
        return apply(List.of(route), List.of());
    }

    /** Has a TCP route of this port lead to ports, numbered as instances from 0. */
    RouterRig tcp(int port, int... instances) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int instance : instances) {
            endpoints.add(endpoint(endpoints.size(), instance));
        }
        return tcp(port, endpoints.toArray(Endpoint[]::new));
    }

    RouterRig tcp(int port, Endpoint... endpoints) {
        return apply(List.of(), List.of(new TcpRoute("t1", port, APP, "app", Arrays.asList(endpoints), null)));
    }

    RouterRig apply(List<Route> routes, List<TcpRoute> tcpRoutes) {
        version++;
        router.apply(new RoutingTable(version, routes, tcpRoutes, "apps.test"));
        Awaitility.await("the table is applied by every event loop")
                .pollInterval(Duration.ofMillis(1))
                .until(() -> router.appliedVersion() == version);
        return this;
    }

    RawApp.Talk connect() throws IOException {
        return RawApp.Talk.to(router.port());
    }

    /** Sends a request on a connection of its own and returns everything that comes until the router closes. */
    String ask(String request) throws IOException {
        try (RawApp.Talk talk = connect()) {
            return talk.write(request).readToEnd();
        }
    }

    @Override
    public void close() {
        router.close();
    }
}
