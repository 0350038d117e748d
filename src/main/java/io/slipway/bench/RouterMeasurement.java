package io.slipway.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The router beside HAProxy and nginx: one pinned thread each, the same upstream with a body of 1 kB, keep-alive on both sides, metrics and
 * access log on. HAProxy logs to a socket here that throws everything away, nginx to a file.
 */
final class RouterMeasurement implements Measurement {

    private static final int ROUNDS = 3;
    /** What is compiled while it runs needs this many requests to show what it does in a day, a native program none. */
    private static final long WARM_UP_REQUESTS = 300_000;

    private static final int MOST_WARM_UPS = 10;
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final double GOAL_CPU = 1.2;
    private static final double MICROS = 1e6;

    @Override
    public String name() {
        return "router";
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        var folder = bench.folder("router");
        try (var sink = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().name("log-sink").start(() -> discard(sink));
            var proxies = new Proxies(folder, sink.getLocalPort());
            try (var upstream = proxies.upstream();
                    var slipway = proxies.slipway();
                    var haproxy = proxies.haproxy(true);
                    var quiet = proxies.haproxy(false);
                    var nginx = proxies.nginx()) {
                upstream.awaitAnswer();
                var sides = List.of(new Side(slipway), new Side(haproxy), new Side(quiet), new Side(nginx));
                for (var side : sides) {
                    side.proxy.awaitAnswer();
                    side.warmUp(folder, side.proxy == slipway ? WARM_UP_REQUESTS : 1);
                }
                for (int round = 0; round < ROUNDS; round++) {
                    for (var side : sides) {
                        side.measure(folder);
                    }
                }
                return figures(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
            }
        }
    }

    private static Figures figures(Side slipway, Side haproxy, Side quiet, Side nginx) {
        double micros = slipway.micros().median();
        return Figures.of(
                Figure.of("router.cpu_vs_haproxy", micros / haproxy.micros().median())
                        .atMost(GOAL_CPU),
                Figure.of(
                        "router.rps_vs_haproxy",
                        slipway.rate().median() / haproxy.rate().median()),
                Figure.of(
                        "router.cpu_vs_haproxy_without_log",
                        micros / quiet.micros().median()),
                Figure.of("router.cpu_vs_nginx", micros / nginx.micros().median()),
                Figure.of("router.cpu_micros_per_request", slipway.micros()),
                Figure.of("router.haproxy_cpu_micros_per_request", haproxy.micros()),
                Figure.of("router.nginx_cpu_micros_per_request", nginx.micros()),
                Figure.of("router.requests_per_second", slipway.rate()),
                Figure.of("router.haproxy_requests_per_second", haproxy.rate()),
                Figure.of("router.nginx_requests_per_second", nginx.rate()),
                Figure.of("router.p99_millis", slipway.p99()),
                Figure.of("router.haproxy_p99_millis", haproxy.p99()),
                Figure.of("router.nginx_p99_millis", nginx.p99()));
    }

    private static void discard(DatagramSocket sink) {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        while (!sink.isClosed()) {
            try {
                sink.receive(packet);
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** One proxy with what its runs gave. */
    private static final class Side {

        private final Proxy proxy;
        private final List<WebLoad> loads = new ArrayList<>();
        private final List<Double> micros = new ArrayList<>();

        Side(Proxy proxy) {
            this.proxy = proxy;
        }

        void warmUp(Path folder, long atLeast) throws IOException, InterruptedException {
            long requests = 0;
            for (int run = 0; run < MOST_WARM_UPS && requests < atLeast; run++) {
                requests += WebLoad.run(folder, proxy.port(), RUN).requests();
            }
        }

        void measure(Path folder) throws IOException, InterruptedException {
            double before = ProcFiles.cpuSeconds(proxy.pid());
            var load = WebLoad.run(folder, proxy.port(), RUN);
            if (load.failures() > 0) {
                throw new IllegalStateException(load.failures() + " requests failed");
            }
            micros.add((ProcFiles.cpuSeconds(proxy.pid()) - before) / load.requests() * MICROS);
            loads.add(load);
        }

        Runs micros() {
            return new Runs(micros);
        }

        Runs rate() {
            return new Runs(loads.stream().map(WebLoad::perSecond).toList());
        }

        Runs p99() {
            return new Runs(loads.stream().map(WebLoad::p99Millis).toList());
        }
    }
}
