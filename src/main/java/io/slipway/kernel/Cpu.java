package io.slipway.kernel;

/**
 * An amount of processor time per time.
 *
 * @param millis thousandths of one core; 1000 is a whole core; not negative
 */
public record Cpu(int millis) implements Comparable<Cpu> {

    public Cpu {
        if (millis < 0) {
            throw new IllegalArgumentException("CPU must not be negative: " + millis);
        }
    }

    /** Whole cores as CPU. */
    public static Cpu cores(int cores) {
        return new Cpu(Math.multiplyExact(cores, 1000));
    }

    @Override
    public int compareTo(Cpu other) {
        return Integer.compare(millis, other.millis);
    }
}
