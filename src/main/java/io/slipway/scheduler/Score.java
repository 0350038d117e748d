package io.slipway.scheduler;

import java.util.Comparator;

/**
 * How well a host suits: fewest copies of the process first, then most free memory.
 *
 * @param copies of the same process that the host has already
 * @param freeStep free memory before placing, in whole steps of 1/{@value FreeMemoryIndex#STEPS} of the largest host
 */
public record Score(int copies, int freeStep) implements Comparable<Score> {

    private static final Comparator<Score> BEST_FIRST =
            Comparator.comparingInt(Score::copies).thenComparing(Score::freeStep, Comparator.reverseOrder());

    /** In words: "2 copies here, free memory step 41 of 63". */
    public String words() {
        return (copies == 0 ? "no copy" : copies == 1 ? "1 copy" : copies + " copies") + " here, free memory step "
                + freeStep + " of " + (FreeMemoryIndex.STEPS - 1);
    }

    /** Better scores sort first. */
    @Override
    public int compareTo(Score other) {
        return BEST_FIRST.compare(this, other);
    }
}
