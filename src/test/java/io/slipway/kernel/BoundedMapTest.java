package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedMapTest {

    @Test
    void forgetsTheOldestEntryEvenWhenItIsInUse() {
        assertThat(withThreeInto(BoundedMap.ofNewest(2))).containsOnlyKeys("second", "third");
    }

    @Test
    void forgetsTheEntryThatWasLongestOutOfUse() {
        assertThat(withThreeInto(BoundedMap.ofLastUsed(2))).containsOnlyKeys("first", "third");
    }

    /** The first is read again before there is one too many. */
    private static Map<String, Integer> withThreeInto(Map<String, Integer> map) {
        map.put("first", 1);
        map.put("second", 2);
        assertThat(map.get("first")).isEqualTo(1);
        map.put("third", 3);
        return map;
    }
}
