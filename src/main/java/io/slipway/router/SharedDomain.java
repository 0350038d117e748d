package io.slipway.router;

/** The domain below which apps of different owners are neighbours. */
final class SharedDomain {

    private SharedDomain() {}

    /**
     * Whether a cookie's {@code Domain} takes in the shared domain: it is that domain or one above. What is no plain host name counts
     * as wider too, because a browser may still make one of it.
     *
     * @param shared in lower case; empty where none is known
     */
    static boolean isWider(byte[] bytes, int valueStart, int valueEnd, byte[] shared) {
        int from = valueStart;
        int to = valueEnd;
        while (from < to && bytes[from] == '.') {
            from++;
        }
        while (to > from && bytes[to - 1] == '.') {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (!Ascii.isHost(bytes[i])) {
                return true;
            }
        }
        int length = to - from;
        int above = shared.length - length;
        return length > 0
                && above >= 0
                && (above == 0 || shared[above - 1] == '.')
                && endsLike(bytes, from, shared, above);
    }

    private static boolean endsLike(byte[] bytes, int from, byte[] shared, int above) {
        for (int i = above; i < shared.length; i++) {
            if (Ascii.lower(bytes[from + i - above]) != shared[i]) {
                return false;
            }
        }
        return true;
    }
}
