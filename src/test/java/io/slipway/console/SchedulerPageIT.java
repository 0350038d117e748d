package io.slipway.console;

import static io.slipway.console.testing.Examples.NOON;
import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.console.testing.PagesConfiguration;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceService;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.HostLoss;
import io.slipway.placement.PendingInstances;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementSettingsService;
import io.slipway.placement.PlacementView;
import io.slipway.placement.PlacementView.HostVerdict;
import io.slipway.placement.PlacementView.RuleCount;
import io.slipway.placement.PlacementView.RuleFinding;
import io.slipway.placement.PlacementView.Verdict;
import io.slipway.placement.RebalanceMove;
import io.slipway.placement.RebalancePlan;
import io.slipway.placement.RebalanceReason;
import io.slipway.placement.RebalanceService;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = PagesConfiguration.class)
@ViewPackages(packages = "io.slipway.console")
@WithMockUser
class SchedulerPageIT extends SpringBrowserlessTest {

    private static final String WHY = "no host has 768 MB free (best: 512 MB)";
    private static final InstanceId STUCK = InstanceId.create();

    @Autowired
    private PlacementService placement;

    @Autowired
    private PlacementSettingsService settings;

    @Autowired
    private RebalanceService rebalances;

    @Autowired
    private AccessPolicy policy;

    @Autowired
    private AppService apps;

    @Autowired
    private InstanceService instances;

    @Autowired
    private HostService hosts;

    private final AppView shop = app("shop");

    @BeforeEach
    void oneInstanceWaits() {
        reset(placement, apps, instances, hosts, rebalances);
        when(apps.list()).thenReturn(List.of(shop));
        when(apps.get(any(AppPath.class))).thenReturn(shop);
        when(instances.ofApp(any()))
                .thenReturn(
                        List.of(row(3).in(InstanceState.PENDING).unplaced(WHY).build()));
        when(instances.living(any())).thenReturn(Map.of());
        doReturn(List.of()).when(placement).losses();
        doReturn(new PendingInstances(
                        1,
                        0,
                        List.of(new PendingInstances.Row(STUCK, shop.path(), InstanceName.web(3), NOON, null, WHY))))
                .when(placement)
                .pending();
    }

    @Test
    void theWayOfPlacingIsSetInADialog() {
        UI.getCurrent().navigate("admin/scheduler");
        test($(Button.class).withTestId("placement-settings").single()).click();

        $(Select.class).withTestId("placement-policy").single().setValue("bin-pack");
        test($(TextField.class).withTestId("placement-overcommit").single()).setValue("1.5");
        test($(Button.class).withTestId("placement-save").single()).click();

        verify(settings).set("bin-pack", 1.5);
    }

    @Test
    void listsWhatWaitsWithItsReason() {
        UI.getCurrent().navigate("admin/scheduler");

        assertThat($(Paragraph.class).withTestId("scheduler-sentence").single().getText())
                .isEqualTo("1 instance waits for a host.");
        assertThat(test($(Grid.class).withTestId("pending-grid").single()).size())
                .isEqualTo(1);
        assertThat($(Component.class).withTestId("placement-drawer").exists()).isFalse();
    }

    @Test
    void tellsApartWhatWaitsForAHostAndWhatForItsNextStart() {
        var row = new PendingInstances.Row(STUCK, shop.path(), InstanceName.web(3), NOON, null, WHY);
        doReturn(new PendingInstances(4, 2, List.of(row))).when(placement).pending();

        UI.getCurrent().navigate("admin/scheduler");

        assertThat($(Paragraph.class).withTestId("scheduler-sentence").single().getText())
                .isEqualTo("2 instances wait for a host. 2 instances wait for the next start after a crash."
                        + " These 1 wait longest.");
    }

    @Test
    void aRebalanceIsShownBeforeItStarts() {
        doReturn(rebalance(null)).when(rebalances).plan();
        when(policy.allowedOnPlatform()).thenReturn(EnumSet.allOf(Permission.class));
        UI.getCurrent().navigate("admin/scheduler");

        test($(Button.class).withTestId("rebalance").single()).click();

        assertThat($(Paragraph.class).withTestId("rebalance-headline").single().getText())
                .isEqualTo("1 of 12 instances moves: 1 for broken rules.");
        assertThat($(Paragraph.class).withTestId("rebalance-balance").single().getText())
                .isEqualTo(
                        "Reserved memory lies between 10 % and 40 % of a host; 1 instance stands where the rules would"
                                + " not let it.");
        verify(rebalances, never()).start(any());

        test($(Button.class).withTestId("rebalance-start").single()).click();
        verify(rebalances).start("abc");
    }

    @Test
    void aRebalanceUnderWayIsPausedAndCancelled() {
        doReturn(rebalance(NOON)).when(rebalances).plan();
        when(policy.allowedOnPlatform()).thenReturn(EnumSet.allOf(Permission.class));
        UI.getCurrent().navigate("admin/scheduler");

        test($(Button.class).withTestId("rebalance").single()).click();

        assertThat($(Paragraph.class).withTestId("rebalance-headline").single().getText())
                .isEqualTo("moved 4 of 5.");
        assertThat($(Button.class).withTestId("rebalance-start").exists()).isFalse();
        test($(Button.class).withTestId("rebalance-pause").single()).click();
        verify(rebalances).pause();
        test($(Button.class).withTestId("rebalance-cancel").single()).click();
        verify(rebalances).cancel();
    }

    private static RebalancePlan rebalance(@Nullable Instant since) {
        var move = new RebalanceMove(
                InstanceId.create(),
                "acme/dev/shop",
                "web",
                0,
                DataSize.ofMebibytes(256),
                "host-a",
                "host-b",
                RebalanceReason.RULES,
                "needs disk=ssd, host-a has no disk",
                Kind.MOVES,
                "");
        return new RebalancePlan(
                since == null ? "abc" : "",
                since,
                since == null ? null : "mia",
                false,
                since == null ? 1 : 5,
                2,
                List.of(move),
                new RebalancePlan.Balance(12, 1, 3, 10, 40));
    }

    @Test
    void saysThatNothingWaits() {
        doReturn(new PendingInstances(0, 0, List.of())).when(placement).pending();

        UI.getCurrent().navigate("admin/scheduler");

        assertThat($(Component.class).withTextContaining("Nothing waits").exists())
                .isTrue();
        assertThat($(Grid.class).withTestId("pending-grid").exists()).isFalse();
    }

    @Test
    void explainsTheInstanceThatTheAddressNames() {
        doReturn(view(table())).when(placement).explain(shop.path(), InstanceName.web(3));

        open("default/default/shop", "3");

        var table = $(NativeTable.class).withTestId("verdict-table").single();
        assertThat(text(table))
                .contains("host-a", "it is here", "host-b", "memory needs 768 MB, free 512 MB", "against: ");
        assertThat($(Component.class).withTextContaining("uncordon host-c").exists())
                .isTrue();
        assertThat(table.getElement().getOuterHTML())
                .contains("kind=\"running\"", "word=\"Chosen\"", "kind=\"suspended\"", "word=\"Refused\"");
    }

    @Test
    void saysThatTheInstanceIsGone() {
        doThrow(new PlatformException.NotFound("No living instance of shop has the index 9."))
                .when(placement)
                .explain(any(), any());

        open("default/default/shop", "9");

        assertThat($(Component.class)
                        .withTextContaining("No living instance of shop has the index 9.")
                        .exists())
                .isTrue();
    }

    @Test
    void closingTheDrawerKeepsTheList() {
        doReturn(view(table())).when(placement).explain(shop.path(), InstanceName.web(3));
        open("default/default/shop", "3");

        UI.getCurrent().navigate("admin/scheduler");

        assertThat($(Component.class).withTestId("placement-drawer").exists()).isFalse();
        assertThat($(Grid.class).withTestId("pending-grid").exists()).isTrue();
    }

    @Test
    void isNotThereForThoseWhoMayNotReadThePlatform() {
        doThrow(new PlatformException.NotFound("There is nothing here that you may see."))
                .when(placement)
                .pending();

        UI.getCurrent().navigate("admin/scheduler");

        assertThat($(Paragraph.class).withTestId("scheduler-sentence").exists()).isFalse();
    }

    @Test
    void theInstanceItselfTellsItsDeveloperInWords() {
        doReturn(view(null)).when(placement).explain(shop.path(), InstanceName.web(3));

        UI.getCurrent().navigate("orgs/default/spaces/default/apps/shop/instances/3");

        assertThat($(Component.class).withTestId("placement-note").exists()).isTrue();
        assertThat($(Component.class)
                        .withTextContaining("No host takes it: " + WHY)
                        .exists())
                .isTrue();
        assertThat($(Component.class)
                        .withTextContaining("What each host says to it")
                        .exists())
                .isFalse();
    }

    @Test
    void theHostsPageTellsWhatTheLossOfAHostDoes() {
        when(hosts.list()).thenReturn(List.of(host()));
        doReturn(List.of(new HostLoss(
                        HostId.create(),
                        "host-a",
                        true,
                        3,
                        1,
                        DataSize.ofMebibytes(1536),
                        new Cpu(0),
                        0,
                        List.of(new HostLoss.AppLoss(shop.path(), "web", 3, 0, 1)))))
                .when(placement)
                .losses();

        UI.getCurrent().navigate("admin/hosts");

        var panel = $(Section.class).withTestId("loss-panel").single();
        assertThat(text(panel))
                .contains(
                        "1 of 3 instances does not fit elsewhere: 1.5 GB of memory missing.",
                        "Stay short of instances: shop");
    }

    @Test
    void homeTellsAnAdministratorOfSeveralHostsWhetherOneMayDie() {
        doReturn(List.of(covered("host-a"), covered("host-b"))).when(placement).losses();

        openAnew("home");

        assertThat(text($(Section.class).withTestId("loss-panel").single()))
                .contains("Any one host may die: the others hold what runs on it.");
    }

    @Test
    void homeLeavesItOutWhereThereIsOneHost() {
        doReturn(List.of(covered("host-a"))).when(placement).losses();

        openAnew("home");

        assertThat($(Section.class).withTestId("loss-panel").exists()).isFalse();
    }

    private static HostLoss covered(String host) {
        return new HostLoss(HostId.create(), host, true, 2, 0, new DataSize(0), new Cpu(0), 0, List.of());
    }

    /** Not the page that was made before the test taught the services what to say. */
    private static void openAnew(String path) {
        UI.getCurrent().navigate("admin/scheduler");
        UI.getCurrent().navigate(path);
    }

    private static void open(String app, String index) {
        UI.getCurrent()
                .navigate("admin/scheduler/explain", QueryParameters.simple(Map.of("app", app, "instance", index)));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private static PlacementView view(@Nullable List<HostVerdict> table) {
        return new PlacementView(
                STUCK,
                InstanceName.web(3),
                1,
                true,
                NOON,
                "No host takes it: " + WHY + ".",
                2,
                0,
                List.of(new RuleCount("memory", 2)),
                List.of("uncordon host-c"),
                table);
    }

    private static List<HostVerdict> table() {
        return List.of(
                new HostVerdict(
                        "host-b",
                        Verdict.REFUSED,
                        false,
                        "no copy here, about 5 % of the largest host's memory free",
                        List.of(new RuleFinding("memory", false, "memory needs 768 MB, free 512 MB"))),
                new HostVerdict(
                        "host-a",
                        Verdict.CHOSEN,
                        true,
                        "no copy here, about 63 % of the largest host's memory free",
                        List.of(new RuleFinding("memory", true, "memory needs 768 MB, free 4096 MB"))));
    }

    private static HostView host() {
        return HostExample.named("host-a")
                .cpu(Cpu.cores(2))
                .memory(1024)
                .seen(NOON)
                .view();
    }
}
