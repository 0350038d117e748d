package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostView;
import io.slipway.kernel.AppId;
import io.slipway.kernel.RouteId;
import io.slipway.orchestrator.RouteProbe.Result;
import io.slipway.routes.RouteLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpRouteProbeTest {

    private final AppId app = AppId.create();
    private HttpServer router;

    @BeforeEach
    void startRouter() throws IOException {
        router = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        router.createContext("/", exchange -> {
            boolean known =
                    "shop.apps.localhost".equals(exchange.getRequestHeaders().getFirst("Host"));
            if (!known) {
                exchange.getResponseHeaders().add("X-Cf-RouterError", "unknown_route");
            }
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        router.start();
    }

    @AfterEach
    void stopRouter() {
        router.stop(0);
    }

    @Test
    void anyAnswerOfTheAppCounts() {
        assertThat(probe("shop.apps.localhost", HostView.State.READY)).isEqualTo(new Result.Answered(404));
    }

    @Test
    void anAnswerOfTheRouterItselfDoesNot() {
        assertThat(probe("other.apps.localhost", HostView.State.READY))
                .isEqualTo(new Result.Silent("the router says unknown_route"));
    }

    @Test
    void aRouterThatIsGoneDoesNot() {
        router.stop(0);

        assertThat(probe("shop.apps.localhost", HostView.State.READY))
                .isEqualTo(new Result.Silent("the router of host-a does not answer"));
    }

    @Test
    void asksReadyHostsOnly() {
        assertThat(probe("shop.apps.localhost", HostView.State.UNREACHABLE))
                .isEqualTo(new Result.Silent("no host is ready"));
    }

    @Test
    void hasNothingToAskOfAnAppWithoutRoutes() {
        var probe = new HttpRouteProbe(List::of, () -> List.of(host(HostView.State.READY)));

        assertThat(probe.probe(app)).isEqualTo(new Result.NoRoute());
    }

    private Result probe(String routeHost, HostView.State state) {
        var route = new RouteLedger.Entry(RouteId.create(), routeHost, "/", app, "shop");
        return new HttpRouteProbe(() -> List.of(route), () -> List.of(host(state))).probe(app);
    }

    private HostView host(HostView.State state) {
        return HostExample.named("host-a")
                .state(state)
                .at("127.0.0.1", router.getAddress().getPort())
                .view();
    }
}
