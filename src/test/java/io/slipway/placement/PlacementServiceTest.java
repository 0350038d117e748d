package io.slipway.placement;

import static io.slipway.console.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.console.testing.Examples;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.instances.NewInstance;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ReleaseId;
import io.slipway.placement.PlacementView.RuleCount;
import io.slipway.placement.PlacementView.RuleFinding;
import io.slipway.placement.PlacementView.Verdict;
import io.slipway.protocol.RunSpec;
import io.slipway.scheduler.PlacementPolicy;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlacementServiceTest {

    private final MutableClock clock = new MutableClock(NOON);
    private final InMemoryInstanceStore store = new InMemoryInstanceStore(clock, event -> {});
    private final AppService apps = mock(AppService.class);
    private final AccessPolicy access = mock(AccessPolicy.class);
    private final HostRegistry hosts = mock(HostRegistry.class);
    private final PlacementService placement = new PlacementService(
            apps,
            access,
            hosts,
            store,
            () -> new PlacementProperties(8, Duration.ofMillis(50), PlacementPolicy.BALANCE),
            clock);

    private final AppView shop = Examples.app("shop");
    private final AppView cart = Examples.app("cart");
    private final AppPath path = shop.path();
    private final HostView first = host("host-a", 1024, false);
    private final HostView second = host("host-b", 512, false);

    @BeforeEach
    void twoAppsOnTwoHosts() {
        given(apps.get(path)).willReturn(shop);
        given(apps.list()).willReturn(List.of(shop, cart));
        given(hosts.all()).willReturn(List.of(first, second));
        given(access.allowedOnPlatform()).willReturn(Set.of());
    }

    @Test
    void tellsADeveloperReasonsAndCountsButNoHost() {
        waiting(shop, 0, 2048, null);

        var view = placement.explain(path, InstanceName.web(0));

        assertThat(view.waiting()).isTrue();
        assertThat(view.sentence()).isEqualTo("No host takes it: no host has 2048 MB free (best: 1024 MB).");
        assertThat(view.hosts()).isEqualTo(2);
        assertThat(view.fitting()).isZero();
        assertThat(view.refusals()).containsExactly(new RuleCount("memory", 2));
        assertThat(view.steps())
                .containsExactly("give it at most 1024 MB of memory", "ask an administrator to make room");
        assertThat(view.table()).isNull();
        assertThat(view.toString()).doesNotContain("host-a", "host-b");
    }

    @Test
    void showsAnAdministratorTheWholeTable() {
        given(access.allowedOnPlatform()).willReturn(Set.of(Permission.PLATFORM_READ));
        given(hosts.all()).willReturn(List.of(first, host("host-c", 4096, true)));
        waiting(shop, 0, 2048, null);

        var view = placement.explain(path, InstanceName.web(0));

        assertThat(view.steps())
                .containsExactly(
                        "give it at most 1024 MB of memory", "uncordon host-c", "1024 MB more free memory on host-a");
        assertThat(view.table())
                .hasSize(2)
                .allSatisfy(host -> assertThat(host.verdict()).isEqualTo(Verdict.REFUSED));
        assertThat(view.table().getFirst().findings())
                .contains(new RuleFinding("memory", false, "memory needs 2048 MB, free 1024 MB"));
    }

    @Test
    void tellsADeveloperWhichConstraintNobodyFulfils() {
        waiting(shop, 0, 256, null, PlacementRules.parse("disk=ssd", 0));

        var view = placement.explain(path, InstanceName.web(0));

        assertThat(view.sentence()).isEqualTo("No host takes it: no host fulfils disk=ssd.");
        assertThat(view.refusals()).containsExactly(new RuleCount("labels", 2));
        assertThat(view.steps())
                .containsExactly("change its constraints (disk=ssd)", "ask an administrator to make room");
    }

    @Test
    void triesRulesOutWithoutSavingThem() {
        given(hosts.all()).willReturn(List.of(first, second, host("host-c", 128, false, "disk=ssd")));

        assertThat(placement.fit(path, "web", PlacementRules.NONE).sentence())
                .isEqualTo("3 of 3 hosts fit; 2 of them have room for one more now.");
        assertThat(placement
                        .fit(path, "web", PlacementRules.parse("disk=ssd", 0))
                        .sentence())
                .isEqualTo("1 of 3 hosts fits, but none of them has room for one more now.");
        assertThat(placement.fit(path, "web", PlacementRules.parse("gpu", 0)).sentence())
                .isEqualTo("None of 3 hosts fits: instances would wait for one that does.");
    }

    @Test
    void countsWhatStandsWhereItsRulesWouldNotLetIt() {
        running(shop, 0, 256, first, PlacementRules.parse("disk=ssd", 0));
        running(shop, 1, 256, second, PlacementRules.parse("", 1));
        running(cart, 0, 256, second);

        assertThat(placement.misplaced()).containsExactly(Map.entry(first.id(), 1));
    }

    @Test
    void countsWhatEverybodyElseHasPlaced() {
        running(cart, 0, 768, first);
        waiting(shop, 0, 600, null);

        assertThat(placement.explain(path, InstanceName.web(0)).sentence())
                .isEqualTo("No host takes it: no host has 600 MB free (best: 512 MB).");
    }

    @Test
    void saysThatAFittingOneIsPlacedInAMoment() {
        waiting(shop, 0, 256, null);

        assertThat(placement.explain(path, InstanceName.web(0)).sentence())
                .isEqualTo("2 of 2 hosts would take it; it is placed in a moment.");
    }

    @Test
    void saysThatACrashedOneWaitsForItsTime() {
        waiting(shop, 0, 256, NOON.plusSeconds(30));

        assertThat(placement.explain(path, InstanceName.web(0)).sentence())
                .isEqualTo("It waits after a crash. 2 of 2 hosts would take it then.");
    }

    @Test
    void doesNotCountARunningOneAgainstItself() {
        running(shop, 0, 1024, first);

        var view = placement.explain(path, InstanceName.web(0));

        assertThat(view.waiting()).isFalse();
        assertThat(view.sentence()).isEqualTo("It stays where it is: placed anew, it would go there again.");
    }

    @Test
    void tellsWhereARunningOneWouldGoNowAndThatNothingMoves() {
        running(shop, 0, 256, first);
        running(shop, 1, 256, first);

        assertThat(placement.explain(path, InstanceName.web(1)).sentence())
                .isEqualTo("It stays where it is, which is still allowed. Placed anew, it would go to a host"
                        + " with fewer copies of it; Slipway moves nothing by itself.");
    }

    @Test
    void tellsWhyAHostWouldNotTakeItAnew() {
        var cordoned = host("host-c", 1024, true);
        given(hosts.all()).willReturn(List.of(second, cordoned));
        running(shop, 0, 256, cordoned);

        assertThat(placement.explain(path, InstanceName.web(0)).sentence())
                .isEqualTo("It stays where it is, though its host would not take it anew: it is cordoned."
                        + " 1 of 2 hosts would take it.");
    }

    @Test
    void knowsNoInstanceThatIsNotThere() {
        assertThatThrownBy(() -> placement.explain(path, InstanceName.web(7)))
                .isInstanceOf(PlatformException.NotFound.class)
                .hasMessageContaining("No living instance of shop is called 7");
    }

    @Test
    void tellsNothingToWhoMayNotReadTheApp() {
        given(apps.get(path)).willThrow(new PlatformException.NotFound("There is no such app, or you may not see it."));
        waiting(shop, 0, 256, null);

        assertThatThrownBy(() -> placement.explain(path, InstanceName.web(0)))
                .isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void listsWhatWaitsInAllSpacesWithItsReason() {
        var late = waiting(cart, 0, 256, NOON.plusSeconds(30));
        var stuck = waiting(shop, 0, 2048, null);
        store.placementErrors(Map.of(stuck, "no host has 2048 MB free (best: 1024 MB)"));

        var pending = placement.pending();

        assertThat(pending.total()).isEqualTo(2);
        assertThat(pending.backingOff()).isEqualTo(1);
        assertThat(pending.longest())
                .extracting(PendingInstances.Row::instance, row -> row.app().app(), PendingInstances.Row::reason)
                .containsExactlyInAnyOrder(
                        tuple(late, "cart", "it crashed, and its next start is not due yet"),
                        tuple(stuck, "shop", "no host has 2048 MB free (best: 1024 MB)"));
    }

    @Test
    void tellsWhatTheLossOfEachHostDoes() {
        running(shop, 0, 512, first);
        running(shop, 1, 256, second);
        running(cart, 0, 256, first);

        var losses = placement.losses();

        assertThat(losses)
                .extracting(HostLoss::host, HostLoss::sentence)
                .containsExactly(
                        tuple("host-a", "1 of 2 instances does not fit elsewhere: 512 MB of memory missing."),
                        tuple("host-b", "Its only instance fits elsewhere."));
        given(hosts.require("host-b")).willReturn(second);
        assertThat(placement.loss("host-b")).isEqualTo(losses.getLast());
        assertThat(losses.getFirst().apps())
                .containsExactly(
                        new HostLoss.AppLoss(shop.path(), "web", 1, 1, 1),
                        new HostLoss.AppLoss(cart.path(), "web", 1, 0, 0));
    }

    @Test
    void leavesThePlatformToThoseWhoMayReadIt() {
        willThrow(new PlatformException.NotFound("There is nothing here that you may see."))
                .given(access)
                .requirePlatform(any());

        assertThatThrownBy(placement::pending).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(placement::losses).isInstanceOf(PlatformException.NotFound.class);
    }

    private InstanceId waiting(AppView app, int index, long mebibytes, @Nullable Instant notBefore) {
        return waiting(app, index, mebibytes, notBefore, PlacementRules.NONE);
    }

    private InstanceId waiting(
            AppView app, int index, long mebibytes, @Nullable Instant notBefore, PlacementRules rules) {
        var id = InstanceId.create();
        store.insert(List.of(new NewInstance(
                id,
                app.id(),
                app.web().id(),
                app.spaceId(),
                app.organizationId(),
                index,
                1,
                ReleaseId.create(),
                RunSpec.newBuilder()
                        .setMemoryBytes(DataSize.ofMebibytes(mebibytes).bytes())
                        .setCpuMillis(100)
                        .build(),
                notBefore,
                rules)));
        return id;
    }

    private void running(AppView app, int index, long mebibytes, HostView host) {
        store.assign(host.id(), List.of(waiting(app, index, mebibytes, null)));
    }

    private void running(AppView app, int index, long mebibytes, HostView host, PlacementRules rules) {
        store.assign(host.id(), List.of(waiting(app, index, mebibytes, null, rules)));
    }

    private static HostView host(String name, long mebibytes, boolean cordoned) {
        return host(name, mebibytes, cordoned, "");
    }

    private static HostView host(String name, long mebibytes, boolean cordoned, String labels) {
        var host = HostExample.named(name)
                .cpu(Cpu.cores(2))
                .memory(mebibytes)
                .seen(NOON)
                .labels(labels);
        return (cordoned ? host.cordoned() : host).view();
    }
}
