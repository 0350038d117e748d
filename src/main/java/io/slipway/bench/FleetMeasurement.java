package io.slipway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One server and 10, 100, 1,000 simulated hosts with 50 instances each: how long until all of them run, what they cost while nothing
 * happens, how fast a change reaches every router, and how soon all are back after the server's sudden death.
 */
final class FleetMeasurement implements Measurement {

    /** Set to other numbers of hosts, apart by commas, where 1,000 are too many. */
    private static final String SIZES = "SLIPWAY_BENCH_HOSTS";

    private static final String USUAL_SIZES = "10,100,1000";
    private static final double GOAL_RECONNECT_SECONDS = 60;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        FleetTrial.Result largest = null;
        String ended = "";
        for (int hosts : sizes()) {
            try (var trial = new FleetTrial(bench, hosts)) {
                largest = trial.run();
                figures.addAll(rows(largest));
            } catch (IllegalStateException | IOException failed) {
                ended = "With %d hosts it could not be measured: %s".formatted(hosts, failed.getMessage());
                break;
            }
        }
        if (largest == null) {
            throw new IllegalStateException(ended);
        }
        figures.addAll(0, main(largest));
        var found = new Figures(figures, List.of());
        return ended.isEmpty() ? found : found.remark(ended);
    }

    private static List<Integer> sizes() {
        return Arrays.stream(System.getenv().getOrDefault(SIZES, USUAL_SIZES).split(",", -1))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Figure> main(FleetTrial.Result result) {
        return List.of(
                Figure.of("scale.hosts", result.hosts()),
                Figure.of("scale.instances", result.instances()),
                Figure.of("scale.settle_seconds", result.settleSeconds()),
                Figure.of("scale.settle_cpu_seconds", result.settleCpuSeconds()),
                Figure.of("scale.reconnect_seconds", result.reconnectSeconds()).atMost(GOAL_RECONNECT_SECONDS),
                Figure.of("scale.reconnect_cpu_seconds", result.reconnectCpuSeconds()),
                Figure.of("scale.falsely_lost", result.falselyLost()).atMost(0),
                Figure.of("scale.steady_cpu_cores", result.steadyCpuCores()),
                Figure.of("scale.heap_mib", result.heapMib()),
                Figure.of("scale.resident_mib", result.residentMib()),
                Figure.of("scale.routes_p99_millis", result.routeMillis().p99()),
                Figure.of("scale.routes_median_millis", result.routeMillis()));
    }

    private static List<Figure> rows(FleetTrial.Result result) {
        var size = "scale.hosts_" + result.hosts() + ".";
        return List.of(
                Figure.of(size + "instances", result.instances()),
                Figure.of(size + "settle_seconds", result.settleSeconds()),
                Figure.of(size + "settle_cpu_seconds", result.settleCpuSeconds()),
                Figure.of(size + "steady_cpu_cores", result.steadyCpuCores()),
                Figure.of(size + "heap_mib", result.heapMib()),
                Figure.of(size + "resident_mib", result.residentMib()),
                Figure.of(size + "routes_p99_millis", result.routeMillis().p99()),
                Figure.of(size + "reconnect_seconds", result.reconnectSeconds()));
    }
}
