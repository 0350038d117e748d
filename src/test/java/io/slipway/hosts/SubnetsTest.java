package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubnetsTest {

    @Test
    void givesEachHostAnotherSubnetUntilNoneIsLeft() {
        var subnets = new Subnets("10.224.0.0/20");
        var taken = new HashSet<String>();

        for (var free = subnets.firstFree(taken); free.isPresent(); free = subnets.firstFree(taken)) {
            taken.add(free.get());
        }

        assertThat(taken)
                .containsExactlyInAnyOrder("10.224.0.0/22", "10.224.4.0/22", "10.224.8.0/22", "10.224.12.0/22");
    }

    @Test
    void startsAtTheNetworkEvenWhenGivenAnAddressInsideIt() {
        assertThat(new Subnets("10.231.7.9/12").firstFree(List.of())).contains("10.224.0.0/22");
    }

    @Test
    void refusesANetworkThatHoldsNoHost() {
        assertThatThrownBy(() -> new Subnets("10.0.0.0/24")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subnets("10.0.0.0")).isInstanceOf(IllegalArgumentException.class);
    }
}
