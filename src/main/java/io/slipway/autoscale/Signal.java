package io.slipway.autoscale;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule looks at. Each is told of one instance: an average over those that serve, or over all answers. */
public enum Signal {
    /** Percent of the CPU that an instance is given; more than 100 where its host has some to spare. */
    CPU("cpu", "CPU", 5, 200),
    /** Percent of the memory that an instance may use. */
    MEMORY("memory", "Memory", 5, 100),
    /** Answers per second of one instance. */
    REQUESTS("requests", "Requests", 0.1, 100_000),
    /** Milliseconds within which 95 of 100 answers came, over all instances. */
    LATENCY("p95", "p95", 1, 60_000);

    private final String code;
    private final String title;
    private final double leastTarget;
    private final double largestTarget;

    Signal(String code, String title, double leastTarget, double largestTarget) {
        this.code = code;
        this.title = title;
        this.leastTarget = leastTarget;
        this.largestTarget = largestTarget;
    }

    /** The signal of a code of the API. */
    public static Optional<Signal> of(String code) {
        return Arrays.stream(values())
                .filter(signal -> signal.code.equals(code.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As the API calls it. */
    public String code() {
        return code;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** A value with its unit: "72 %", "12.5/s", "340 ms". */
    public String words(double value) {
        return switch (this) {
            case CPU, MEMORY -> number(value) + " %";
            case REQUESTS -> number(value) + "/s";
            case LATENCY -> number(value) + " ms";
        };
    }

    boolean allows(double target) {
        return target >= leastTarget && target <= largestTarget;
    }

    /** "5 % to 200 %". */
    String allowed() {
        return words(leastTarget) + " to " + words(largestTarget);
    }

    private static String number(double value) {
        boolean isWhole = value >= 9.95 || value == Math.rint(value);
        return String.format(Locale.ROOT, isWhole ? "%.0f" : "%.1f", value);
    }
}
