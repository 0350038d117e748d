package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a route's requests are divided between two releases. */
class TrafficSplitTest {

    private static final AppId APP = AppId.create();
    private static final ProcessId CANARY_PROCESS = ProcessId.create();
    private final SplittableRandom random = new SplittableRandom(7);

    @ParameterizedTest
    @CsvSource({"1, 3, 1", "5, 3, 1", "10, 1, 1", "25, 4, 1", "50, 2, 4", "100, 3, 3", "0, 1, 5"})
    void givesTheReleaseItsShareOfTenThousandRequestsWhateverTheNumberOfInstances(int percent, int old, int canary) {
        LiveRoute route = route(percent, old, canary);

        Map<Integer, Integer> counts = countByRelease(route, 10_000);

        assertThat(counts.getOrDefault(2, 0)).isEqualTo(percent * 100);
    }

    @Test
    void everyHundredRequestsHaveTheShare() {
        LiveRoute route = route(7, 2, 2);

        for (int round = 0; round < 20; round++) {
            assertThat(countByRelease(route, 100)).containsEntry(2, 7);
        }
    }

    @Test
    void spreadsTheReleasesTurnsEvenly() {
        LiveRoute route = route(10, 1, 1);
        List<Integer> gaps = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < 1_000; i++) {
            if (pick(route, List.of()).endpoint().release() == 2) {
                if (last >= 0) {
                    gaps.add(i - last);
                }
                last = i;
            }
        }

        assertThat(gaps).allMatch(gap -> gap <= 20);
    }

    @Test
    void dividesAGroupAmongItsInstances() {
        LiveRoute route = route(50, 2, 2);
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            counts.merge(pick(route, List.of()).endpoint().port(), 1, Integer::sum);
        }

        assertThat(counts.values()).hasSize(4).allMatch(count -> count > 2_200 && count < 2_800);
    }

    @Test
    void whatFailedAtTheCanaryIsTriedAtTheOthers() {
        LiveRoute route = route(100 - 1, 1, 1);
        Upstream canary = upstream(route, 2);

        assertThat(pick(route, List.of(canary)).endpoint().release()).isEqualTo(1);
    }

    @Test
    void whatFailedAtTheOthersStaysWithThemWhileOneIsLeft() {
        LiveRoute route = route(10, 2, 1);
        Upstream old = upstream(route, 1);

        for (int i = 0; i < 100; i++) {
            assertThat(pick(route, List.of(old)).endpoint().release()).isEqualTo(1);
        }
    }

    @Test
    void aCanaryThatRefusesConnectionsGetsNothingWhileOthersServe() {
        LiveRoute route = route(50, 1, 1);
        upstream(route, 2).setAsideUntil(1_000);

        assertThat(countByRelease(route, 100)).containsOnlyKeys(1);
    }

    @Test
    void aSessionStaysWithItsInstanceWhateverTheShare() {
        LiveRoute route = route(0, 2, 1);
        Upstream canary = route.choose(
                random, 0, List.of(upstream(route, 1)), new InstanceWish(null, CANARY_PROCESS.value(), -1));

        assertThat(canary.endpoint().release()).isEqualTo(2);
        assertThat(route.find(sessionOn(canary), 0, List.of())).isSameAs(canary);
    }

    private static StickySession sessionOn(Upstream upstream) {
        RequestHead head = new RequestHead(RouterRig.defaults());
        byte[] bytes = ByteWriter.ascii("GET / HTTP/1.1\r\nHost: shop.test\r\nCookie: JSESSIONID=1; __VCAP_ID__="
                + upstream.endpoint().instanceId() + "\r\n\r\n");
        head.parse(bytes, bytes.length);
        StickySession session = new StickySession();
        session.read(head);
        return session;
    }

    @Test
    void theOnlyReleaseThatIsLeftGetsEverything() {
        assertThat(countByRelease(route(10, 0, 2), 100)).containsOnlyKeys(2);
        assertThat(countByRelease(route(10, 2, 0), 100)).containsOnlyKeys(1);
    }

    private Map<Integer, Integer> countByRelease(LiveRoute route, int requests) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < requests; i++) {
            counts.merge(pick(route, List.of()).endpoint().release(), 1, Integer::sum);
        }
        return counts;
    }

    private Upstream upstream(LiveRoute route, int release) {
        return Stream.generate(() -> pick(route, List.of()))
                .limit(200)
                .filter(upstream -> upstream.endpoint().release() == release)
                .findFirst()
                .orElseThrow();
    }

    private Upstream pick(LiveRoute route, List<Upstream> tried) {
        Upstream chosen = route.choose(random, 0, tried, InstanceWish.ANY);
        assertThat(chosen).isNotNull();
        return chosen;
    }

    private static LiveRoute route(int percent, int old, int canary) {
        List<Endpoint> endpoints = new ArrayList<>();
        IntStream.range(0, old).forEach(i -> endpoints.add(endpoint(1, 1_000 + i)));
        IntStream.range(0, canary).forEach(i -> endpoints.add(endpoint(2, 2_000 + i)));
        Route route = new Route("r1", "shop.test", "/", APP, "shop", endpoints, new TrafficSplit(2, percent));
        return RouteIndex.empty()
                .next(new RoutingTable(1, List.of(route), ""), 1)
                .ofHost("shop.test")[0];
    }

    private static Endpoint endpoint(int release, int port) {
        ProcessId process = release == 2 ? CANARY_PROCESS : ProcessId.create();
        return new Endpoint(InstanceId.create(), process, 0, release, "127.0.0.1", port, "");
    }
}
