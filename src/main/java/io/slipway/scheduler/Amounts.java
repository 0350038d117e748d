package io.slipway.scheduler;

import java.math.BigDecimal;

/** Amounts in words. What is free is rounded down and what is missing up, so that nobody is promised what is not there. */
final class Amounts {

    private static final long MIB = 1024L * 1024L;
    private static final int MILLIS_DIGITS = 3;

    private Amounts() {}

    /** Whole megabytes, rounded down; less than nothing is nothing. */
    static String memory(long bytes) {
        return Math.max(0, bytes) / MIB + " MB";
    }

    /** Whole megabytes, rounded up. */
    static String missingMemory(long bytes) {
        return (bytes + MIB - 1) / MIB + " MB";
    }

    /** Thousandths of a core as cores; less than nothing is nothing. */
    static String cpu(long millis) {
        var cores = BigDecimal.valueOf(Math.max(0, millis), MILLIS_DIGITS);
        return cores.stripTrailingZeros().toPlainString() + (millis == 1000 ? " core" : " cores");
    }
}
