package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleCollectionTest {

    private final IdleCollection idle = new IdleCollection();

    @Test
    void collectsOnceWhenNothingWasCollectedForAWhile() {
        assertThat(idle.isDue(3)).isFalse();
        assertThat(idle.isDue(3)).isTrue();
        idle.done(5);

        assertThat(idle.isDue(5)).isFalse();
        assertThat(idle.isDue(5)).isFalse();
    }

    @Test
    void leavesAProcessAloneThatWorks() {
        assertThat(idle.isDue(3)).isFalse();
        assertThat(idle.isDue(4)).isFalse();
        assertThat(idle.isDue(7)).isFalse();
    }

    @Test
    void collectsAgainAfterMoreWork() {
        idle.isDue(3);
        idle.isDue(3);
        idle.done(5);

        assertThat(idle.isDue(6)).isFalse();
        assertThat(idle.isDue(6)).isTrue();
    }
}
