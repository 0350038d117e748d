package io.slipway.scheduler;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts in words. What is free is rounded down and what is missing up, so that nobody is promised what is not there. */
final class Amounts {

    private static final long MIB = 1024L * 1024L;
    private static final long MIB_PER_GIB = 1024;
    private static final int MILLIS_DIGITS = 3;

    /** From here on gigabytes with one decimal say enough. */
    private static final long LARGE_MIB = 10 * MIB_PER_GIB;

    private Amounts() {}

    /** Rounded down; less than nothing is nothing. */
    static String memory(long bytes) {
        return words(Math.max(0, bytes) / MIB, RoundingMode.FLOOR);
    }

    /** Rounded up. */
    static String missingMemory(long bytes) {
        return words(Math.ceilDiv(bytes, MIB), RoundingMode.CEILING);
    }

    /** Thousandths of a core as cores; less than nothing is nothing. */
    static String cpu(long millis) {
        var cores = BigDecimal.valueOf(Math.max(0, millis), MILLIS_DIGITS);
        return cores.stripTrailingZeros().toPlainString() + (millis == 1000 ? " core" : " cores");
    }

    private static String words(long mebibytes, RoundingMode rounding) {
        if (mebibytes < LARGE_MIB) {
            return mebibytes + " MB";
        }
        var gibibytes = BigDecimal.valueOf(mebibytes).divide(BigDecimal.valueOf(MIB_PER_GIB), 1, rounding);
        return gibibytes.stripTrailingZeros().toPlainString() + " GB";
    }
}
