package io.slipway.console.apps;

import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.Examples.labelled;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.console.testing.Examples;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceService;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.PlatformException;
import io.slipway.metrics.MetricService;
import io.slipway.routes.RouteService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppListModelTest {

    private final AppService apps = mock();
    private final InstanceService instances = mock();
    private final MetricService metrics = mock();
    private final AppListModel model = new AppListModel(apps, instances, metrics, mock(RouteService.class));
    private final AppView shop = app("shop");
    private final AppView cart = app("cart");
    private final AppView stopped = app("night-job", Set.of(Permission.SPACE_READ), null, false);

    @BeforeEach
    void threeApps() {
        when(apps.list()).thenReturn(List.of(cart, stopped, shop));
        when(instances.living(any()))
                .thenReturn(Map.of(
                        shop.id(),
                        List.of(row(0).build()),
                        cart.id(),
                        List.of(row(0).incarnation(2)
                                .in(InstanceState.PENDING)
                                .notBefore(Examples.NOON)
                                .build())));
        when(metrics.now(any())).thenReturn(Map.of(shop.id(), new MetricService.Now(120, 64e6, 256e6, 12.5, 38)));
        model.enter(null);
    }

    @Test
    void countsAppsByState() {
        assertThat(model.counts())
                .containsEntry(AppFilter.ALL, 3L)
                .containsEntry(AppFilter.RUNNING, 1L)
                .containsEntry(AppFilter.FAILED, 1L)
                .containsEntry(AppFilter.STOPPED, 1L);
    }

    @Test
    void showsWhatPassesBothFilters() {
        model.filter(AppFilter.FAILED, " CAR ");

        assertThat(model.shown()).extracting(AppRow::name).containsExactly("cart");
    }

    @Test
    void findsByLabelsWithOrWithoutAPartOfTheName() {
        when(apps.list())
                .thenReturn(List.of(labelled(cart, "team=shop"), stopped, labelled(shop, "team=shop, tier=front")));
        model.enter(null);

        model.filter(AppFilter.ALL, "label:team=shop");
        assertThat(model.shown()).extracting(AppRow::name).containsExactly("cart", "shop");
        model.filter(AppFilter.ALL, "Sho label:tier in (front, back)");
        assertThat(model.shown()).extracting(AppRow::name).containsExactly("shop");
        model.filter(AppFilter.ALL, "label:!team");
        assertThat(model.shown()).extracting(AppRow::name).containsExactly("night-job");
    }

    @Test
    void keepsTheListWhileASelectorIsBeingTyped() {
        model.filter(AppFilter.ALL, "cart");

        assertThatThrownBy(() -> model.filter(AppFilter.ALL, "label:team in"))
                .isInstanceOf(PlatformException.Invalid.class);

        assertThat(model.shown()).extracting(AppRow::name).containsExactly("cart");
    }

    @Test
    void writesFiguresWithUnitsAndADashWhereNothingIsKnown() {
        assertThat(model.shown()).extracting(AppRow::requests).containsExactly("–", "–", "13 req/s");
        assertThat(model.shown().getLast().count()).isEqualTo("1/1");
    }

    @Test
    void makesEqualRowsOfEqualThingsSoThatNothingIsSentTwice() {
        var before = model.shown();
        model.refresh();

        assertThat(model.shown()).isEqualTo(before);
    }

    @Test
    void readsAFilterFromTheAddressAndIgnoresNonsense() {
        assertThat(AppFilter.of("failed")).isEqualTo(AppFilter.FAILED);
        assertThat(AppFilter.of("nonsense")).isEqualTo(AppFilter.ALL);
    }
}
