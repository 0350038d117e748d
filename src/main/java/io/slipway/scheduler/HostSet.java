package io.slipway.scheduler;

/** Bits of hosts by their position in name order; the words that the inner loop intersects. */
final class HostSet {

    private static final int WORD_SHIFT = 6;

    final long[] words;
    private int size;

    HostSet(int hosts) {
        words = new long[(hosts + Long.SIZE - 1) >> WORD_SHIFT];
    }

    private HostSet(HostSet other) {
        words = other.words.clone();
        size = other.size;
    }

    /** All of so many hosts. */
    static HostSet full(int hosts) {
        var all = new HostSet(hosts);
        for (int host = 0; host < hosts; host++) {
            all.add(host);
        }
        return all;
    }

    HostSet copy() {
        return new HostSet(this);
    }

    void add(int host) {
        long before = words[host >> WORD_SHIFT];
        long after = before | 1L << host;
        size += before == after ? 0 : 1;
        words[host >> WORD_SHIFT] = after;
    }

    void remove(int host) {
        long before = words[host >> WORD_SHIFT];
        long after = before & ~(1L << host);
        size -= before == after ? 0 : 1;
        words[host >> WORD_SHIFT] = after;
    }

    boolean contains(int host) {
        return (words[host >> WORD_SHIFT] & 1L << host) != 0;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
