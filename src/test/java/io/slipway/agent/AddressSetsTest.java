package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressSetsTest {

    private static final String ONE = "br0-00000000000001";
    private static final String TWO = "br0-00000000000002";

    @Test
    void changesOnlyWhatDiffers() {
        assertThat(AddressSets.changes(
                        Map.of(ONE, Set.of("10.1.0.1", "10.1.0.2")), Map.of(ONE, Set.of("10.1.0.2", "10.1.0.3"))))
                .containsExactly("del " + ONE + " 10.1.0.1", "add " + ONE + " 10.1.0.3");
        assertThat(AddressSets.changes(Map.of(ONE, Set.of("10.1.0.1")), Map.of(ONE, Set.of("10.1.0.1"))))
                .isEmpty();
    }

    @Test
    void anAddressLeavesItsOldSetBeforeItEntersANewOne() {
        assertThat(AddressSets.changes(Map.of(ONE, Set.of("10.1.0.1")), Map.of(ONE, Set.of(), TWO, Set.of("10.1.0.1"))))
                .containsExactly(
                        "del " + ONE + " 10.1.0.1",
                        "create " + TWO + " hash:ip family inet hashsize 64 maxelem 1048576",
                        "add " + TWO + " 10.1.0.1");
    }

    @Test
    void readsItsOwnSetsAndNobodyElses() {
        var saved = Stream.of(
                "create " + ONE + " hash:ip family inet hashsize 64 maxelem 1048576",
                "add " + ONE + " 10.1.0.1",
                "create br0-x-00000000000001 hash:ip family inet hashsize 64 maxelem 1048576",
                "add br0-x-00000000000001 10.1.0.2",
                "create blocked hash:net family inet hashsize 1024 maxelem 65536",
                "add blocked 10.0.0.0/8",
                "");

        assertThat(new AddressSets("br0").read(saved)).isEqualTo(Map.of(ONE, Set.of("10.1.0.1")));
    }
}
