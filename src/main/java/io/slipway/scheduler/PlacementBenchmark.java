package io.slipway.scheduler;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Measures the scheduler alone: 100,000 instances of 1,000 processes onto 1,000 empty hosts, spread over hosts, one thread. The
 * input is the same in every run.
 */
public final class PlacementBenchmark {

    private static final int HOSTS = 1_000;
    private static final int PROCESSES = 1_000;
    private static final int INSTANCES = 100_000;
    private static final int WARM_UPS = 5;
    private static final int RUNS = 5;
    private static final double CPU_OVERCOMMIT = 8;

    private PlacementBenchmark() {}

    /** Placements per second, the median of five runs after a warm-up. Takes about a second. */
    public static double run() {
        var requests = requests();
        for (int i = 0; i < WARM_UPS; i++) {
            placeAll(requests);
        }
        var rates = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            rates[i] = placeAll(requests);
        }
        Arrays.sort(rates);
        return rates[RUNS / 2];
    }

    private static double placeAll(List<PlacementRequest> requests) {
        var snapshot = new ClusterSnapshot(hosts(), CPU_OVERCOMMIT);
        var scheduler = new Scheduler();
        int placed = 0;
        long start = System.nanoTime();
        for (var request : requests) {
            placed += scheduler.place(request, snapshot) instanceof Placement.Placed ? 1 : 0;
        }
        long nanos = System.nanoTime() - start;
        if (placed != INSTANCES) {
            throw new IllegalStateException("Only " + placed + " of " + INSTANCES + " instances were placed");
        }
        return INSTANCES * 1e9 / nanos;
    }

    private static List<SchedulableHost> hosts() {
        var hosts = new ArrayList<SchedulableHost>();
        for (int i = 0; i < HOSTS; i++) {
            var memory = DataSize.ofMebibytes(65_536L + 16_384L * (i % 3));
            hosts.add(new SchedulableHost(
                    new HostId(new UUID(1, i)),
                    "host-" + (HOSTS + i),
                    true,
                    false,
                    false,
                    null,
                    memory,
                    Cpu.cores(16)));
        }
        return hosts;
    }

    private static List<PlacementRequest> requests() {
        var requests = new ArrayList<PlacementRequest>();
        for (int i = 0; i < INSTANCES; i++) {
            int process = i % PROCESSES;
            var memory = DataSize.ofMebibytes(256L << process % 3);
            requests.add(new PlacementRequest(new ProcessId(new UUID(2, process)), memory, new Cpu(250)));
        }
        return requests;
    }
}
