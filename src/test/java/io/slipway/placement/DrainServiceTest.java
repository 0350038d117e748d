package io.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.slipway.apps.DeploymentLedger;
import io.slipway.hosts.HostDrains;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import io.slipway.scheduler.PlacementPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainServiceTest {

    private static final Actor MIA = new Actor(Actor.Type.USER, "1", "mia");

    private final Scene scene = new Scene();
    private final HostView leaving = scene.host("host-a", 4096);
    private final HostView other = scene.host("host-b", 4096);
    private final HostRegistry hosts = mock(HostRegistry.class);
    private final InstanceStore store = mock(InstanceStore.class);
    private final DeploymentLedger apps = mock(DeploymentLedger.class);
    private final HostDrains drains = mock(HostDrains.class);
    private final AccessPolicy access = mock(AccessPolicy.class);
    private final CurrentUser user = mock(CurrentUser.class);
    private final DrainService service = new DrainService(
            new DrainPlans(
                    hosts,
                    store,
                    apps,
                    () -> new PlacementProperties(8, Duration.ofMillis(50), PlacementPolicy.BALANCE),
                    new DrainProperties(2)),
            hosts,
            drains,
            access,
            user);

    @BeforeEach
    void twoInstances() {
        var shop = scene.app("shop", 2);
        scene.runs(shop, 0, leaving);
        scene.runs(shop, 1, leaving);
        when(hosts.all()).thenReturn(List.of(leaving, other));
        when(hosts.require(anyString())).thenCallRealMethod();
        when(store.placed()).thenReturn(scene.cluster().placed());
        when(apps.spec(any())).thenAnswer(call -> scene.spec(call.getArgument(0)));
        when(user.actor()).thenReturn(MIA);
    }

    @Test
    void plansWithoutChangingAnything() {
        var plan = service.plan("host-a");

        assertThat(plan.count(DrainMove.Kind.MOVES)).isEqualTo(2);
        verify(access).requirePlatform(Permission.PLATFORM_READ);
        verify(drains, never()).start(any(), any());
        verify(store, never()).move(any());
    }

    @Test
    void startsInTheNameOfWhoAsked() {
        service.start("host-a");

        verify(drains).start(leaving.id(), MIA);
    }

    @Test
    void letsOnlyAdministratorsChangeAnything() {
        doThrow(new PlatformException.Forbidden("no")).when(access).requirePlatform(Permission.PLATFORM_ADMIN);

        assertThatThrownBy(() -> service.start("host-a")).isInstanceOf(PlatformException.Forbidden.class);
        assertThatThrownBy(() -> service.pause("host-a")).isInstanceOf(PlatformException.Forbidden.class);
        assertThatThrownBy(() -> service.cancel("host-a", true)).isInstanceOf(PlatformException.Forbidden.class);
        verify(drains, never()).start(any(), any());
        verify(drains, never()).pause(any(), any());
        verify(drains, never()).end(any(), any(), anyBoolean());
    }

    @Test
    void knowsNoHostThatIsNotThere() {
        assertThatThrownBy(() -> service.plan("host-x"))
                .isInstanceOf(PlatformException.NotFound.class)
                .hasMessage("There is no host host-x.");
    }

    @Test
    void tellsOnlyOfHostsThatAreDrained() {
        assertThat(service.underWay()).isEmpty();

        scene.drain(leaving);
        when(hosts.all()).thenReturn(List.of(scene.now(leaving), other));

        assertThat(service.underWay()).extracting(DrainPlan::host).containsExactly("host-a");
    }
}
