package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentSetTest {

    @Test
    void forgetsTheOldestMember() {
        var recent = new RecentSet<String>(2);

        recent.add("first");
        recent.add("second");
        recent.add("third");

        assertThat(recent.contains("first")).isFalse();
        assertThat(recent.contains("second")).isTrue();
        assertThat(recent.contains("third")).isTrue();
    }
}
