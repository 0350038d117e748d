package io.slipway.placement;

import io.slipway.kernel.DataSize;
import java.util.Locale;

/** Counts and amounts for sentences. */
final class Words {

    private static final long MIB_PER_GIB = 1024;

    private Words() {}

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** "512 MB", from 1 GB on "1.5 GB". */
    static String memory(DataSize size) {
        long mebibytes = size.toMebibytes();
        if (mebibytes < MIB_PER_GIB) {
            return mebibytes + " MB";
        }
        return mebibytes % MIB_PER_GIB == 0
                ? mebibytes / MIB_PER_GIB + " GB"
                : String.format(Locale.ROOT, "%.1f GB", (double) mebibytes / MIB_PER_GIB);
    }
}
