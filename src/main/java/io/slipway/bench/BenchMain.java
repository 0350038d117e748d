package io.slipway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The role {@code bench}: measures and prints, then leaves the machine as it found it. */
public final class BenchMain {

    private static final int WRONG_USAGE = 2;

    /** In this order: memory on a fresh platform, then what works it, then what goes without one. */
    private static final List<Measurement> MEASUREMENTS = List.of(
            new StartMeasurement(),
            new MemoryMeasurement(),
            new DeployMeasurement(),
            new ScaleMeasurement(),
            new TailMeasurement(),
            new SchedulerMeasurement(),
            new LogMeasurement(),
            new RouterMeasurement(),
            new FleetMeasurement(),
            new SwarmMeasurement());

    private BenchMain() {}

    /**
     * Runs the bench.
     *
     * @param arguments {@code --json} for one flat object, {@code --only NAME} for one part
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = List.of(arguments);
        var only = only(options);
        var chosen = MEASUREMENTS.stream()
                .filter(each -> only.map(each.name()::equals).orElse(!each.onlyByName()))
                .toList();
        if (chosen.isEmpty() || !known(options)) {
            System.err.println("usage: ./slipway bench [--json] [--only NAME]; NAME is one of "
                    + String.join(
                            " ", MEASUREMENTS.stream().map(Measurement::name).toList()));
            System.exit(WRONG_USAGE);
        }
        var figures = new ArrayList<Figure>();
        boolean complete;
        try (var bench = new Bench()) {
            // Whoever reads the figures must know who else used the machine.
            bench.say("Load of this machine before: " + ProcFiles.load());
            complete = measure(chosen, bench, figures);
        }
        System.out.print(options.contains("--json") ? FlatJson.of(figures) + "\n" : "\n" + Table.of(figures));
        System.exit(complete ? 0 : 1);
    }

    private static boolean measure(List<Measurement> chosen, Bench bench, List<Figure> figures)
            throws InterruptedException {
        boolean complete = true;
        for (var measurement : chosen) {
            if (!measurement.needsPlatform()) {
                bench.endPlatform();
            }
            bench.say("Measuring " + measurement.name() + " …");
            try {
                var found = measurement.measure(bench);
                figures.addAll(found.all());
                found.remarks().forEach(bench::say);
            } catch (MissingPeerException | IllegalStateException | IOException failure) {
                bench.say(measurement.name() + " could not be measured: " + failure.getMessage());
                bench.endPlatform();
                complete = false;
            }
        }
        return complete;
    }

    private static Optional<String> only(List<String> options) {
        int at = options.indexOf("--only");
        return at < 0 ? Optional.empty() : Optional.of(at + 1 < options.size() ? options.get(at + 1) : "");
    }

    private static boolean known(List<String> options) {
        return options.stream()
                .filter(option -> option.startsWith("-"))
                .allMatch(option -> Arrays.asList("--json", "--only").contains(option));
    }
}
