package io.slipway.scheduler;

import java.util.Comparator;

/**
 * How well a host suits: fewest copies of the process in its zone first, then fewest on the host, then free memory as the policy
 * likes it.
 *
 * @param zoneCopies copies of the same process in the host's zone; 0 where all hosts are of one zone
 * @param copies of the same process that the host has already
 * @param freeStep free memory before placing, in whole steps of 1/{@value FreeMemoryIndex#STEPS} of the largest host
 * @param policy which free memory is liked
 */
public record Score(int zoneCopies, int copies, int freeStep, PlacementPolicy policy) implements Comparable<Score> {

    private static final Comparator<Score> BEST_FIRST = Comparator.comparingInt(Score::zoneCopies)
            .thenComparingInt(Score::copies)
            .thenComparingInt(score -> score.policy == PlacementPolicy.BALANCE ? -score.freeStep : score.freeStep);

    /** In words: "2 copies here, about 64 % of the largest host's memory free"; what its zone has comes first, where it has copies. */
    public String words() {
        return (zoneCopies == 0 ? "" : count(zoneCopies) + " in its zone, ") + count(copies)
                + " here, about " + Math.round(100.0 * freeStep / FreeMemoryIndex.STEPS)
                + " % of the largest host's memory free";
    }

    private static String count(int copies) {
        return copies == 0 ? "no copy" : copies == 1 ? "1 copy" : copies + " copies";
    }

    /** Better scores sort first. */
    @Override
    public int compareTo(Score other) {
        return BEST_FIRST.compare(this, other);
    }
}
