package io.slipway.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteIndexTest {

    private static final AppId APP = AppId.create();
    private final Endpoint first = endpoint(1);
    private final Endpoint second = endpoint(2);

    @ParameterizedTest
    @CsvSource({
        "shop.test, /, root",
        "shop.test, /apifoo, root",
        "shop.test, /api, api",
        "shop.test, /api?x=1, api",
        "shop.test, /api/, api",
        "shop.test, /api/v2, v2",
        "shop.test, /api/v2/items, v2",
        "shop.test, /api/v20, api",
        "deep.wild.test, /, wild",
        "a.b.wild.test, /, wild",
        "own.wild.test, /, own",
        "path.test, /only/this, path"
    })
    void findsTheLongestPathPrefixOfTheHost(String host, String target, String expected) {
        RouteIndex index = index(
                route("root", "shop.test", "/"),
                route("v2", "shop.test", "/api/v2"),
                route("api", "shop.test", "/api"),
                route("wild", "*.wild.test", "/"),
                route("own", "own.wild.test", "/"),
                route("path", "path.test", "/only"));

        assertThat(find(index, host, target)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"other.test, /", "wild.test, /", "path.test, /", "path.test, /onlyfoo", "test, /"})
    void knowsNothingElse(String host, String target) {
        RouteIndex index = index(route("wild", "*.wild.test", "/"), route("path", "path.test", "/only"));

        assertThat(find(index, host, target)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"App.Test, app.test", "app.test:8080, app.test", "app.test., app.test", "APP.test.:80, app.test"})
    void makesHostsCanonical(String host, String expected) {
        byte[] bytes = ByteWriter.ascii(host);

        assertThat(RouteIndex.canonicalHost(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", ":80", "user@app.test", "app test", "app.test:80x", "app.test:123456", "a/b", "a,b"})
    void refusesWhatIsNoHost(String host) {
        byte[] bytes = ByteWriter.ascii(host);

        assertThatThrownBy(() -> RouteIndex.canonicalHost(bytes, 0, bytes.length))
                .isInstanceOf(BadMessage.class);
    }

    @Test
    void choosesTheEndpointWithFewestRequests() {
        RouteIndex index = index(route("root", "shop.test", "/"));
        LiveRoute route = index.ofHost("shop.test")[0];
        Upstream busy = route.choose(0, 0, List.of(), InstanceWish.ANY);
        busy.begin();

        assertThat(route.choose(0, 0, List.of(), InstanceWish.ANY)).isNotSameAs(busy);
        assertThat(route.choose(1, 0, List.of(), InstanceWish.ANY)).isNotSameAs(busy);
    }

    @Test
    void usesAnEndpointThatWasSetAsideOnlyWithoutAnother() {
        RouteIndex index = index(route("root", "shop.test", "/"));
        LiveRoute route = index.ofHost("shop.test")[0];
        Upstream refused = route.choose(0, 0, List.of(), InstanceWish.ANY);
        refused.setAsideUntil(100);
        Upstream other = route.choose(0, 50, List.of(), InstanceWish.ANY);

        assertThat(other).isNotSameAs(refused);
        assertThat(route.choose(0, 50, List.of(other), InstanceWish.ANY)).isSameAs(refused);
        assertThat(route.choose(0, 101, List.of(), InstanceWish.ANY)).isSameAs(refused);
    }

    @Test
    void keepsTheStateOfEndpointsThatStay() {
        RouteIndex before = index(route("root", "shop.test", "/"));
        Route fewer = new Route("root", "shop.test", "/", APP, "shop", List.of(second));

        RouteIndex after = before.next(new RoutingTable(2, List.of(fewer), ""), 1);

        assertThat(before.upstreams()).containsAll(after.upstreams());
        assertThat(before.missingIn(after)).extracting(Upstream::endpoint).containsExactly(first);
    }

    private RouteIndex index(Route... routes) {
        return RouteIndex.empty().next(new RoutingTable(1, List.of(routes), ""), 1);
    }

    private Route route(String id, String host, String path) {
        return new Route(id, host, path, APP, "shop", List.of(first, second));
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint(InstanceId.create(), ProcessId.create(), 0, 1, "127.0.0.1", port, "");
    }

    private static String find(RouteIndex index, String host, String target) {
        byte[] bytes = ByteWriter.ascii(target);
        LiveRoute route = RouteIndex.match(index.ofHost(host), bytes, 0, bytes.length);
        return route == null ? "none" : route.route().id();
    }
}
