package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingChange;
import io.slipway.protocol.RoutingDigest;
import io.slipway.protocol.RoutingTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldRoutesTest {

    private static final Route SHOP = route("shop", "1");
    private static final Route SHOP_CHANGED = route("shop", "2");
    private static final Route BLOG = route("blog", "1");

    private final ToldRoutes told = new ToldRoutes();

    @Test
    void makesATableOfItsParts() {
        var digest = digest(SHOP, BLOG);

        assertThat(told.take(part(0, ByteString.EMPTY, digest)
                        .addRoutes(SHOP)
                        .setMore(true)
                        .build()))
                .isEmpty();
        var table = told.take(part(1, ByteString.EMPTY, digest).addRoutes(BLOG).build());

        assertThat(table.orElseThrow().getRoutesList()).containsExactly(SHOP, BLOG);
        assertThat(told.digest()).isEqualTo(digest);
    }

    @Test
    void changesWhatIsNamedAndKeepsTheRest() {
        told.set(table(SHOP, BLOG));

        var changed = told.take(part(0, digest(SHOP, BLOG), digest(SHOP_CHANGED, BLOG))
                .setVersion(9)
                .addRoutes(SHOP_CHANGED)
                .build());

        assertThat(changed.orElseThrow().getRoutesList()).containsExactly(SHOP_CHANGED, BLOG);
        assertThat(changed.orElseThrow().getVersion()).isEqualTo(9);
    }

    @Test
    void dropsWhatIsGone() {
        told.set(table(SHOP, BLOG));

        var changed = told.take(part(0, digest(SHOP, BLOG), digest(BLOG))
                .addRemovedRoutes("shop")
                .build());

        assertThat(changed.orElseThrow().getRoutesList()).containsExactly(BLOG);
    }

    @Test
    void refusesAChangeOfAnotherTable() {
        told.set(table(SHOP));

        var ofAnother =
                part(0, digest(BLOG), digest(SHOP, BLOG)).addRoutes(BLOG).build();

        assertThatThrownBy(() -> told.take(ofAnother)).hasMessageContaining("another routing table");
        assertThat(told.digest()).isEqualTo(digest(SHOP));
    }

    @Test
    void refusesWhatDoesNotMakeTheTableOfTheServer() {
        told.set(table(SHOP));

        var incomplete = part(0, digest(SHOP), digest(SHOP, BLOG)).build();

        assertThatThrownBy(() -> told.take(incomplete)).hasMessageContaining("not the server's");
    }

    @Test
    void beginsAnewAfterAStreamThatBrokeBetweenTwoParts() {
        var digest = digest(SHOP);
        told.take(
                part(0, ByteString.EMPTY, digest).addRoutes(BLOG).setMore(true).build());

        var table = told.take(part(0, ByteString.EMPTY, digest).addRoutes(SHOP).build());

        assertThat(table.orElseThrow().getRoutesList()).isEqualTo(List.of(SHOP));
    }

    private static RoutingChange.Builder part(int number, ByteString from, ByteString digest) {
        return RoutingChange.newBuilder()
                .setFrom(from)
                .setDigest(digest)
                .setFallbackDomain("apps.localhost")
                .setPart(number);
    }

    private static ByteString digest(Route... routes) {
        return RoutingDigest.of(table(routes)).value();
    }

    private static RoutingTable table(Route... routes) {
        return RoutingTable.newBuilder()
                .setFallbackDomain("apps.localhost")
                .addAllRoutes(List.of(routes))
                .build();
    }

    private static Route route(String id, String app) {
        return Route.newBuilder().setRouteId(id).setAppId(app).build();
    }
}
