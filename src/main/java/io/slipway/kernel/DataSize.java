package io.slipway.kernel;

/**
 * An amount of memory or disk.
 *
 * @param bytes not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

    private static final long MIB = 1024L * 1024L;

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size must not be negative: " + bytes);
        }
    }

    /** Mebibytes as a size. */
    public static DataSize ofMebibytes(long mebibytes) {
        return new DataSize(Math.multiplyExact(mebibytes, MIB));
    }

    /** Whole mebibytes, rounded down. */
    public long toMebibytes() {
        return bytes / MIB;
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }
}
