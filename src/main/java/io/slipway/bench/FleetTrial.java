package io.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** One size of {@link FleetMeasurement}: a server of its own, as many simulated hosts, and everything that is measured of them. */
final class FleetTrial implements AutoCloseable {

    private static final int INSTANCES_PER_HOST = 50;
    private static final int HUNDRED = 100;
    /** The most that an app may have. */
    private static final int INSTANCES_PER_APP = 100;

    private static final int ROUTE_CHANGES = 20;
    /** Room for 1,024 hosts. */
    private static final String NETWORK = "10.224.0.0/12";
    /** What the documents advise for an installation of this size. */
    private static final List<String> FLAGS = List.of("-Xmx2g", "-Xmn512m");

    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration RECONNECT_PATIENCE = Duration.ofMinutes(3);
    private static final Duration ROUTE_PATIENCE = Duration.ofSeconds(60);
    /** Longer than a lease, so that a host that is lost would be seen lost. */
    private static final Duration LEASES = Duration.ofSeconds(25);

    private static final Duration ALLOWANCE_PER_HOST = Duration.ofMillis(100);
    private static final int REQUESTS_A_MINUTE = 600;

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration SAY = Duration.ofSeconds(5);

    /**
     * What one size showed.
     *
     * @param settleSeconds from the first app that is ordered to the last acknowledged report
     * @param reconnectSeconds from the server's death, its start included
     * @param falselyLost hosts that were lost and instances that were started anew because the server had died
     * @param heapMib used after a collection
     * @param routeMillis from one report to the table in each router
     */
    record Result(
            int hosts,
            int instances,
            double settleSeconds,
            double settleCpuSeconds,
            double reconnectSeconds,
            double reconnectCpuSeconds,
            double falselyLost,
            double steadyCpuCores,
            double heapMib,
            double residentMib,
            Runs routeMillis) {}

    private final Bench bench;
    private final int hosts;
    private final int instances;
    private final BenchPlatform platform;
    private final Fleet fleet = new Fleet();

    FleetTrial(Bench bench, int hosts) throws IOException {
        this.bench = bench;
        this.hosts = hosts;
        this.instances = hosts * INSTANCES_PER_HOST;
        this.platform = bench.platform("fleet-" + hosts, NETWORK, FLAGS);
    }

    Result run() throws IOException, InterruptedException {
        platform.startServer();
        platform.awaitServer();
        platform.setUp();
        join();
        long server = platform.serverPid();
        double cpuBefore = ProcFiles.cpuSeconds(server);
        double settle = Work.seconds(this::settle);
        double settleCpu = ProcFiles.cpuSeconds(server) - cpuBefore;
        say("all run after %.1f s; the server used %.1f CPU seconds".formatted(settle, settleCpu));
        double steady = steadyCores();
        var routes = routes();
        double heap = Jvm.heapAfterCollectionMib(server);
        double resident = ProcFiles.residentMib(server);
        say("at rest %.3f cores, heap %.0f MiB, resident %.0f MiB; routes %s ms"
                .formatted(steady, heap, resident, routes));
        double reconnect = Work.seconds(this::reconnect);
        double reconnectCpu = ProcFiles.cpuSeconds(platform.serverPid());
        double lost = falselyLost();
        say("all are back after %.1f s, %.0f falsely lost".formatted(reconnect, lost));
        return new Result(
                hosts, instances, settle, settleCpu, reconnect, reconnectCpu, lost, steady, heap, resident, routes);
    }

    /** By one token each, as any host. A caller of the API has 600 requests a minute, which is what takes the time here. */
    private void join() throws IOException, InterruptedException {
        say("joining");
        for (int host = 0; host < hosts; host++) {
            if (host > 0 && host % HUNDRED == 0) {
                say(host + " have joined");
            }
            fleet.join(platform.agentPort(), platform.api().joinToken("sim-" + host));
        }
        fleet.connect();
        await("all hosts to be ready", PATIENCE, () -> fleet.connectedHosts() == hosts);
        Patience.until(
                "all hosts in the API", PATIENCE, SAY, () -> platform.api().hosts("READY") == hosts);
        // The allowance of requests fills again, so that it does not slow down what is measured.
        Thread.sleep(ALLOWANCE_PER_HOST.multipliedBy(Math.min(hosts, REQUESTS_A_MINUTE)));
        say("ordering apps");
    }

    private void settle() throws IOException, InterruptedException {
        for (int left = instances, app = 0; left > 0; left -= INSTANCES_PER_APP, app++) {
            platform.api().createLarge("fleet-" + app, Math.min(left, INSTANCES_PER_APP));
        }
        await("all instances", PATIENCE, () -> fleet.recordedInstances() == instances);
    }

    private double steadyCores() throws IOException, InterruptedException {
        Thread.sleep(REST);
        long server = platform.serverPid();
        double before = ProcFiles.cpuSeconds(server);
        Thread.sleep(STEADY);
        return (ProcFiles.cpuSeconds(server) - before) / STEADY.toSeconds();
    }

    private Runs routes() throws InterruptedException {
        var millis = new ArrayList<Double>();
        for (int change = 0; change < ROUTE_CHANGES; change += 2) {
            var instance = fleet.anyInstance();
            for (boolean ready : new boolean[] {false, true}) {
                var watch = fleet.change(instance, ready);
                Patience.until("a change in every router's table", ROUTE_PATIENCE, LOOK, watch::isSeenByAll);
                millis.addAll(watch.millis());
            }
        }
        return new Runs(millis);
    }

    private void reconnect() throws IOException, InterruptedException {
        platform.killServer();
        platform.startServer();
        await(
                "all hosts and instances again",
                RECONNECT_PATIENCE,
                () -> fleet.connectedHosts() == hosts && fleet.recordedInstances() == instances);
    }

    private double falselyLost() throws IOException, InterruptedException {
        Thread.sleep(LEASES);
        int away = hosts - platform.api().hosts("READY");
        return away + fleet.startedInstances() - instances;
    }

    /** Waits and tells how far it is. */
    private void await(String what, Duration patience, Callable<Boolean> isSo) throws InterruptedException {
        long[] said = {System.nanoTime()};
        try {
            Patience.until(what, patience, LOOK, () -> {
                if (System.nanoTime() - said[0] > SAY.toNanos()) {
                    said[0] = System.nanoTime();
                    say(progress());
                }
                return isSo.call();
            });
        } catch (IllegalStateException tooLong) {
            throw new IllegalStateException(tooLong.getMessage() + " (" + progress() + ")", tooLong);
        }
    }

    private String progress() {
        return "%d hosts connected, %d instances run and are recorded, streams ended: %s"
                .formatted(fleet.connectedHosts(), fleet.recordedInstances(), fleet.endings());
    }

    private void say(String sentence) {
        bench.say("%,d hosts, %,d instances: %s".formatted(hosts, instances, sentence));
    }

    @Override
    public void close() {
        fleet.close();
        platform.close();
    }
}
