package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingChange;
import io.slipway.protocol.RoutingDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutingEditionTest {

    private static final String DOMAIN = "apps.localhost";

    @Test
    void tellsOnlyWhatChanged() {
        var first = edition(Map.of("a", route("a", 1), "b", route("b", 1)));
        var second = first.next(7, 2, content(Map.of("a", route("a", 2), "b", route("b", 1))));

        var change = only(second.since(first.digest()));

        assertThat(change.getRoutesList()).containsExactly(route("a", 2));
        assertThat(change.getVersion()).isEqualTo(2);
    }

    @Test
    void namesRoutesThatAreGone() {
        var first = edition(Map.of("a", route("a", 1), "b", route("b", 1)));
        var second = first.next(7, 2, content(Map.of("b", route("b", 1))));

        assertThat(only(second.since(first.digest())).getRemovedRoutesList()).containsExactly("a");
    }

    @Test
    void leadsOverSeveralStatesAtOnceToTheNewest() {
        var first = edition(Map.of("a", route("a", 1), "b", route("b", 1)));
        var newest = first.next(7, 2, content(Map.of("a", route("a", 2), "b", route("b", 1))))
                .next(7, 3, content(Map.of("a", route("a", 3))));

        var change = only(newest.since(first.digest()));

        assertThat(change.getRoutesList()).containsExactly(route("a", 3));
        assertThat(change.getRemovedRoutesList()).containsExactly("b");
    }

    @Test
    void tellsTheVersionThoughNothingChanged() {
        var before = edition(Map.of("a", route("a", 1)));
        var afterRestart = RoutingEdition.first(8, 100, content(Map.of("a", route("a", 1))));

        var change = only(afterRestart.since(before.digest()));

        assertThat(change.getFrom()).isEqualTo(before.digest());
        assertThat(change.getRoutesList()).isEmpty();
        assertThat(change.getVersion()).isEqualTo(100);
    }

    @Test
    void givesEverythingToWhomItDoesNotKnow() {
        var edition = edition(Map.of("a", route("a", 1)));

        var change = only(edition.since(ByteString.copyFromUtf8("of another server")));

        assertThat(change.getFrom().isEmpty()).isTrue();
        assertThat(change.getRoutesList()).containsExactly(route("a", 1));
    }

    @Test
    void givesTheSameMessagesToAllThatStandAtTheSameState() {
        var first = edition(Map.of("a", route("a", 1)));
        var second = first.next(7, 2, content(Map.of("a", route("a", 2))));

        assertThat(second.since(first.digest())).isSameAs(second.since(first.digest()));
    }

    @Test
    void cutsALargeTableIntoParts() {
        var routes = new LinkedHashMap<String, Route>();
        IntStream.range(0, 2_000).forEach(i -> routes.put("r" + i, route("r" + i, 3)));

        var parts = edition(routes).since(ByteString.EMPTY);

        assertThat(parts)
                .hasSizeGreaterThan(3)
                .allSatisfy(part -> assertThat(part.getSerializedSize()).isLessThan(RoutingEdition.PART_BYTES * 2));
        assertThat(parts).extracting(RoutingChange::getMore).last().isEqualTo(false);
        assertThat(parts.stream().mapToInt(RoutingChange::getRoutesCount).sum()).isEqualTo(2_000);
    }

    @Test
    void bringsEveryFollowerToTheNewestState() {
        var random = new Random(20_261_123);
        Map<String, Route> routes = new HashMap<>();
        var newest = edition(routes);
        var follower = new Follower();
        for (int version = 2; version < 600; version++) {
            var id = "r" + random.nextInt(20);
            if (random.nextInt(3) == 0) {
                routes.remove(id);
            } else {
                routes.put(id, route(id, random.nextInt(4)));
            }
            newest = newest.next(7, version, content(routes));
            if (random.nextInt(10) == 0) {
                follower.follow(newest);
                assertThat(follower.routes).as("version %d", version).isEqualTo(routes);
            }
        }
    }

    @Test
    void hasTheDigestOfWhatItSays() {
        var first = edition(Map.of("a", route("a", 1), "b", route("b", 2)));
        var changedAndBack = first.next(7, 2, content(Map.of("a", route("a", 5))))
                .next(7, 3, content(Map.of("b", route("b", 2), "a", route("a", 1))));

        assertThat(changedAndBack.digest()).isEqualTo(first.digest());
        assertThat(first.digest()).isEqualTo(RoutingDigest.of(first.whole()).value());
    }

    private static final class Follower {

        private final Map<String, Route> routes = new HashMap<>();
        private ByteString digest = ByteString.EMPTY;

        void follow(RoutingEdition newest) {
            for (var part : newest.since(digest)) {
                if (part.getFrom().isEmpty() && part.getPart() == 0) {
                    routes.clear();
                }
                part.getRoutesList().forEach(route -> routes.put(route.getRouteId(), route));
                part.getRemovedRoutesList().forEach(routes::remove);
                digest = part.getDigest();
            }
        }
    }

    private static RoutingChange only(List<RoutingChange> parts) {
        assertThat(parts).hasSize(1);
        return parts.getFirst();
    }

    private static RoutingEdition edition(Map<String, Route> routes) {
        return RoutingEdition.first(7, 1, content(routes));
    }

    private static RoutingEdition.Content content(Map<String, Route> routes) {
        var subnet =
                HostSubnet.newBuilder().setHostId("h").setCidr("10.224.0.0/22").build();
        return new RoutingEdition.Content(DOMAIN, Map.copyOf(routes), Map.of("h", subnet));
    }

    private static Route route(String id, int endpoints) {
        var route = Route.newBuilder().setRouteId(id).setHost(id + "." + DOMAIN);
        IntStream.range(0, endpoints)
                .forEach(index -> route.addEndpoints(Endpoint.newBuilder()
                        .setIndex(index)
                        .setInstanceId("00000000-0000-0000-0000-0000000000" + index)));
        return route.build();
    }
}
