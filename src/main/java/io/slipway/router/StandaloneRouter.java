package io.slipway.router;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * A router alone in front of one upstream, to measure it: {@code <listen port> <upstream address> <upstream port> [host …]}. One
 * thread, metrics and access log on; lines are counted, as nothing here stores them. Every named host leads to the upstream; the
 * default is {@code localhost} and {@code 127.0.0.1}.
 */
public final class StandaloneRouter {

    private static final int FIRST_HOST = 3;

    private StandaloneRouter() {}

    /** Runs until the process is ended. */
    public static void main(String[] args) throws InterruptedException {
        LongAdder logged = new LongAdder();
        RouterProperties properties = RouterProperties.listeningOn("127.0.0.1", Integer.parseInt(args[0]))
                .withEventLoopThreads(1);
        Endpoint upstream =
                new Endpoint(InstanceId.create(), ProcessId.create(), 0, 1, args[1], Integer.parseInt(args[2]), "");
        List<String> hosts = args.length > FIRST_HOST
                ? List.of(args).subList(FIRST_HOST, args.length)
                : List.of("localhost", "127.0.0.1");
        AppId app = AppId.create();
        List<Route> routes = hosts.stream()
                .map(host -> new Route(host, host, "/", app, "bench", List.of(upstream)))
                .toList();
        try (Router router = new Router(properties, new TrafficRecorder(), entry -> logged.add(entry.length()))) {
            router.apply(new RoutingTable(1, routes, ""));
            router.start();
            new CountDownLatch(1).await();
        }
    }
}
