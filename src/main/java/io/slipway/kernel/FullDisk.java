package io.slipway.kernel;

import java.util.List;
import java.util.Locale;

/** Neither the engine nor Java has a code for a full disk; both hand on the words of the C library. */
public final class FullDisk {

    /** ENOSPC and EDQUOT. */
    private static final List<String> WORDS = List.of("no space left on device", "disk quota exceeded");

    private FullDisk() {}

    /** Whether these words, in any case, tell of it. */
    public static boolean isToldBy(String words) {
        var text = words.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(text::contains);
    }
}
