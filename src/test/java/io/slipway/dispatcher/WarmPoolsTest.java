package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.hosts.HostView;
import io.slipway.kernel.HostId;
import io.slipway.orchestrator.TestHosts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmPoolsTest {

    private static final int LEAST = 4;
    private static final int MOST = 16;

    private final HostView a = TestHosts.host("host-a", HostView.State.READY);
    private final HostView b = TestHosts.host("host-b", HostView.State.READY);
    private final HostView c = TestHosts.host("host-c", HostView.State.READY);
    private final Map<HostId, Integer> load = new HashMap<>();

    @Test
    void theOnlyHostKeepsTheLeastHoweverMuchRunsThere() {
        load.put(a.id(), 100);

        assertThat(wanted(a)).containsExactly(Map.entry(a.id(), LEAST));
    }

    @Test
    void everyHostKeepsItsPartOfTheFullestOtherOne() {
        load.put(a.id(), 20);
        load.put(b.id(), 2);

        assertThat(wanted(a, b, c)).isEqualTo(Map.of(a.id(), 4, b.id(), 12, c.id(), 12));
    }

    @Test
    void keepsNoMoreThanTheMost() {
        load.put(a.id(), 1_000);

        assertThat(wanted(a, b)).containsEntry(b.id(), MOST);
    }

    @Test
    void nothingComesToOrFromAHostThatTakesNoWork() {
        var silent = TestHosts.host("host-d", HostView.State.UNREACHABLE);
        load.put(silent.id(), 40);
        load.put(a.id(), 10);

        assertThat(wanted(a, b, silent)).isEqualTo(Map.of(a.id(), LEAST, b.id(), 12));
    }

    @Test
    void aWishForMoreThanTheMostIsGranted() {
        assertThat(WarmPools.wanted(List.of(a, b), load, 20, MOST)).containsEntry(a.id(), 20);
    }

    private Map<HostId, Integer> wanted(HostView... hosts) {
        return WarmPools.wanted(List.of(hosts), load, LEAST, MOST);
    }
}
