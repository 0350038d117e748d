package io.slipway.console.components;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Writes numbers for people: no more digits than one can use, always with a unit. Pure. */
public final class Figures {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB"};
    private static final int GIGA = 3;
    private static final String UNKNOWN = "–";

    /**
     * A number apart from its unit.
     *
     * @param unit may be empty
     */
    public record Figure(String number, String unit) {

        /** Both in one: "412 MB". */
        public String text() {
            return unit.isEmpty() ? number : number + " " + unit;
        }
    }

    private Figures() {}

    /** A plain number with one decimal below ten; large ones with k, M or G before the unit. */
    public static Figure number(double value, String unit) {
        if (!Double.isFinite(value)) {
            return new Figure(UNKNOWN, "");
        }
        var size = Math.abs(value);
        if (size >= 999_500_000) {
            return new Figure(digits(value / 1e9), "G" + prefixed(unit));
        }
        if (size >= 999_500) {
            return new Figure(digits(value / 1e6), "M" + prefixed(unit));
        }
        if (size >= 999.5) {
            return new Figure(digits(value / 1e3), "k" + prefixed(unit));
        }
        return new Figure(small(value), unit);
    }

    /** An amount of memory or data in steps of 1024. */
    public static Figure bytes(double bytes) {
        if (!Double.isFinite(bytes)) {
            return new Figure(UNKNOWN, "");
        }
        var step = 0;
        var value = bytes;
        while (Math.abs(value) >= 999.5 && step < BYTES.length - 1) {
            value /= 1024;
            step++;
        }
        return new Figure(step == 0 ? Long.toString(Math.round(value)) : amount(value, step), BYTES[step]);
    }

    /** Bytes per second. */
    public static Figure bytesPerSecond(double rate) {
        var figure = bytes(rate);
        return figure.unit().isEmpty() ? figure : new Figure(figure.number(), figure.unit() + "/s");
    }

    /** Thousandths of a core: "250 mCPU" below one core, else cores. */
    public static Figure cpu(double millis) {
        if (!Double.isFinite(millis)) {
            return new Figure(UNKNOWN, "");
        }
        return millis >= 999.5 ? cores(digits(millis / 1000)) : new Figure(small(millis), "mCPU");
    }

    private static Figure cores(String number) {
        return new Figure(number, number.equals("1") ? "core" : "cores");
    }

    /** A share, 1 being all. */
    public static Figure percent(double share) {
        return Double.isFinite(share) ? new Figure(small(share * 100), "%") : new Figure(UNKNOWN, "");
    }

    /** Requests per second. */
    public static Figure perSecond(double rate) {
        return number(rate, "req/s");
    }

    /** Milliseconds; from one second on, seconds. */
    public static Figure millis(double millis) {
        if (!Double.isFinite(millis)) {
            return new Figure(UNKNOWN, "");
        }
        return millis >= 999.5 ? new Figure(digits(millis / 1000), "s") : new Figure(small(millis), "ms");
    }

    /** A duration with at most two units: "1 min 12 s", "840 ms". */
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return Math.max(0, duration.toMillis()) + " ms";
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return digits(duration.toMillis() / 1000.0) + " s";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return duration.compareTo(Duration.ofDays(1)) < 0
                ? two(duration.toHours(), "h", duration.toMinutesPart(), "min")
                : two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    /** A count with its noun: "1 instance", "3 instances". */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String two(long first, String firstUnit, int second, String secondUnit) {
        return first + " " + firstUnit + (second == 0 ? "" : " " + second + " " + secondUnit);
    }

    private static String prefixed(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    /** Of gigabytes every hundredth counts, of smaller units a tenth. */
    private static String amount(double value, int step) {
        return step >= GIGA ? digits(value) : small(value);
    }

    /** One decimal below ten, none above; what would round to nothing is told to be little. */
    private static String small(double value) {
        var size = Math.abs(value);
        if (size > 0 && size < 0.05) {
            return "<0.1";
        }
        return new BigDecimal(value)
                .setScale(size < 9.95 ? 1 : 0, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        var rounded = new BigDecimal(value).round(THREE_DIGITS);
        return rounded.scale() > 2
                ? rounded.setScale(Math.min(rounded.scale(), 3), RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : rounded.toPlainString();
    }
}
