package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What wrk measured.
 *
 * @param requests answered
 * @param perSecond of them
 * @param p99Millis time that 99 % did not exceed
 * @param failures of connections, and answers that were not 2xx or 3xx
 */
record WebLoad(long requests, double perSecond, double p99Millis, long failures) {

    private static final int CONNECTIONS = 64;
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");
    private static final Pattern ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern NOT_OK = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /** Loads a port of loopback over 64 connections that stay open. */
    static WebLoad run(Path folder, int port, Duration time) throws IOException, InterruptedException {
        return parse(ChildProcess.output(
                folder,
                List.of(
                        Proxies.find("taskset"),
                        "-c",
                        Proxies.others(),
                        Proxies.find("wrk"),
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + time.toSeconds() + "s",
                        "--latency",
                        "http://127.0.0.1:" + port + "/")));
    }

    /** Reads what wrk prints. */
    static WebLoad parse(String output) {
        return new WebLoad(
                (long) find(REQUESTS, output),
                find(RATE, output),
                find(P99, output) * millisPerUnit(output),
                sum(ERRORS, output) + sum(NOT_OK, output));
    }

    private static double millisPerUnit(String output) {
        var found = P99.matcher(output);
        return !found.find()
                ? 1
                : switch (found.group(2)) {
                    case "us" -> 1e-3;
                    case "s" -> 1e3;
                    default -> 1;
                };
    }

    private static double find(Pattern pattern, String output) {
        var found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("wrk printed something else than expected: " + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static long sum(Pattern pattern, String output) {
        var found = pattern.matcher(output);
        long sum = 0;
        if (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                sum += Long.parseLong(found.group(group));
            }
        }
        return sum;
    }
}
