package io.slipway.console;

import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.Examples.deployment;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentService;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentView;
import io.slipway.apps.DeploymentView.State;
import io.slipway.apps.Destination;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.apps.EnvironmentView.Variable;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ReleaseView;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.StrategyField;
import io.slipway.console.testing.Examples;
import io.slipway.console.testing.PagesConfiguration;
import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.instances.InstanceService;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.NetworkPolicyId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.RouteId;
import io.slipway.kernel.Secret;
import io.slipway.placement.HostFit;
import io.slipway.placement.PlacementService;
import io.slipway.policies.NetworkPolicyRequest;
import io.slipway.policies.NetworkPolicyService;
import io.slipway.policies.NetworkPolicyView;
import io.slipway.policies.PortRange;
import io.slipway.policies.Transport;
import io.slipway.routes.RouteService;
import io.slipway.routes.TcpRouteService;
import io.slipway.routes.TcpRouteView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = PagesConfiguration.class)
@ViewPackages(packages = "io.slipway.console")
@WithMockUser
class AppPagesIT extends SpringBrowserlessTest {

    private static final String SPACE = "orgs/default/spaces/default";

    @Autowired
    private AppService apps;

    @Autowired
    private DeploymentService deployments;

    @Autowired
    private InstanceService instances;

    @Autowired
    private PlacementService placement;

    @Autowired
    private NetworkPolicyService policies;

    @Autowired
    private RouteService routes;

    @Autowired
    private TcpRouteService tcpRoutes;

    @Autowired
    private LiveUpdates live;

    private final AppView shop = app("shop");

    @BeforeEach
    void oneApp() {
        reset(apps, instances, deployments);
        when(apps.list()).thenReturn(List.of(shop));
        when(apps.list(any())).thenReturn(List.of(shop));
        when(apps.get(any(AppPath.class))).thenReturn(shop);
        when(instances.ofApp(any())).thenReturn(List.of(row(0).build()));
        when(instances.living(any())).thenReturn(Map.of(shop.id(), List.of(row(0).build())));
    }

    @Test
    void listKeepsItsFiltersInTheAddress() {
        open("apps", "state", "failed");

        assertThat($(Grid.class).withTestId("apps-grid").exists()).isFalse();
        assertThat($(Component.class)
                        .withTextContaining("No app in state Crashed")
                        .exists())
                .isTrue();
    }

    @Test
    void settingsTellWhileTypingHowManyHostsFit() {
        doReturn(new HostFit(5, 3, 3)).when(placement).fit(eq(shop.path()), any(), any());
        when(apps.configure(any(), any(), any())).thenReturn(shop);
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");
        var constraints = $(TextField.class).withTestId("settings-constraints").single();

        test(constraints).setValue("disk=ssd");
        assertThat($(Span.class).withTestId("settings-fit").single().getText())
                .isEqualTo("3 of 5 hosts fit and have room for one more now.");
        test(constraints).setValue("disk==ssd");
        assertThat(constraints.getErrorMessage()).startsWith("At character 6 of \"disk==ssd\"");
        test(constraints).setValue("disk=ssd");
        test($(IntegerField.class).withTestId("settings-at-most-per-host").single())
                .setValue(1);
        test($(Checkbox.class).withTestId("settings-at-most-one").single()).click();
        test($(Button.class).withTestId("settings-save").single()).click();

        verify(apps)
                .configure(
                        eq(shop.id()),
                        assertArg(settings -> assertThat(settings.web().placement())
                                .isEqualTo(PlacementRules.parse("disk=ssd", 1, true))),
                        eq(DeploymentStrategy.DEFAULT));
    }

    @Test
    void settingsAddAProcessAndDeployAllTogether() {
        when(apps.configure(any(), any(), any())).thenReturn(shop);
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");
        var name = $(TextField.class).withTestId("process-name").single();

        test(name).setValue("Worker");
        test($(Button.class).withTestId("process-add").single()).click();
        assertThat(name.isInvalid()).isTrue();
        test(name).setValue("worker");
        test($(Button.class).withTestId("process-add").single()).click();
        test($(TextField.class).withTestId("settings-command-worker").single()).setValue("work hard");
        test($(TextField.class).withTestId("settings-more-ports").single()).setValue("admin=9090");
        test($(Button.class).withTestId("settings-save").single()).click();

        verify(apps)
                .configure(
                        eq(shop.id()),
                        assertArg(settings -> {
                            assertThat(settings.of("worker"))
                                    .contains(ProcessSettings.DEFAULT.withCommand(List.of("work", "hard")));
                            assertThat(settings.web().ports()).hasToString("main=8080, admin=9090");
                        }),
                        eq(DeploymentStrategy.DEFAULT));
    }

    @Test
    void settingsNameTheFieldOfTheProcessAtFault() {
        when(apps.get(any(AppPath.class))).thenReturn(Examples.with(shop, "worker", 2));
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");
        var ports = $(TextField.class).withTestId("settings-more-ports-worker").single();

        test(ports).setValue("9090 and more");
        test($(Button.class).withTestId("settings-save").single()).click();

        assertThat(ports.isInvalid()).isTrue();
        assertThat($(TextField.class).withTestId("settings-more-ports").single().isInvalid())
                .isFalse();
        verify(apps, org.mockito.Mockito.never()).configure(any(), any(), any());
    }

    @Test
    void settingsTakeAProcessAwayAfterAsking() {
        var two = Examples.with(shop, "worker", 2);
        when(apps.get(any(AppPath.class))).thenReturn(two);
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");

        test($(Button.class).withTestId("process-remove-worker").single()).click();
        assertThat($(Component.class)
                        .withTextContaining("2 instances of it will end")
                        .exists())
                .isTrue();
        test($(Button.class).withTestId("confirm").single()).click();

        verify(apps).configure(two.id(), shop.release().settings());
    }

    @Test
    void labelsOfAnAppAreSavedWithoutARelease() {
        when(apps.label(any(), any())).thenReturn(shop);
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");
        var labels = $(TextField.class).withTestId("settings-labels").single();

        test(labels).setValue("team==shop");
        test($(Button.class).withTestId("settings-labels-save").single()).click();
        assertThat(labels.getErrorMessage()).startsWith("At character 6 of \"team==shop\"");
        test(labels).setValue("team=shop");
        test($(Button.class).withTestId("settings-labels-save").single()).click();

        verify(apps).label(shop.id(), Labels.parse("team=shop", "labels"));
    }

    @Test
    void samplePageNeedsNothingButItsButton() {
        when(apps.create(any(), any())).thenReturn(app("sample"));
        open(SPACE + "/apps/new", "from", "sample");

        test($(Button.class).withTestId("create-and-deploy").single()).click();

        verify(apps, timeout(5_000)).create(eq(SpacePath.DEFAULT), assertArg(request -> {
            assertThat(request.image()).isEqualTo(CreateAppRequest.SAMPLE);
            assertThat(request.name()).isEqualTo("sample");
            assertThat(request.start()).isTrue();
        }));
    }

    @Test
    void createPageSuggestsAFreeNameAndPutsARefusalAtItsField() {
        when(apps.create(any(), any()))
                .thenThrow(
                        new PlatformException.Invalid("invalid-port", "port", "A port is a number from 1 to 65535."));
        open(SPACE + "/apps/new", "image", "ghcr.io/acme/shop:1");

        assertThat($(TextField.class).withTestId("app-name").single().getValue())
                .isEqualTo("shop-2");
        test($(Button.class).withTestId("create-and-deploy").single()).click();

        var port = $(IntegerField.class).withTestId("app-port").single();
        await("the refusal").pollInSameThread().until(() -> {
            VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
            return port.isInvalid();
        });
        assertThat(port.getErrorMessage()).isEqualTo("A port is a number from 1 to 65535.");
        assertThat($(Button.class).withTestId("create-and-deploy").single().isEnabled())
                .isTrue();
    }

    @Test
    void overviewTurnsFromFirstDeploymentToNormalWithoutNavigation() {
        when(apps.get(any(AppPath.class))).thenReturn(app("shop", deployment(State.RUNNING, 1, 0, null)));
        UI.getCurrent().navigate(SPACE + "/apps/shop");
        assertThat($(Component.class).withTestId("first-deploy").exists()).isTrue();

        when(apps.get(any(AppPath.class))).thenReturn(app("shop", deployment(State.SUCCEEDED, 1, 0, null)));
        test($(Button.class).withTestId("scale-up").single()).click();

        assertThat($(Component.class).withTestId("first-deploy").exists()).isFalse();
        assertThat($(Component.class).withTestId("tiles").exists()).isTrue();
    }

    @Test
    void overviewHasALineForEachProcessWhereThereAreSeveral() {
        UI.getCurrent().navigate(SPACE + "/apps/shop");
        assertThat($(Component.class).withTestId("processes").exists()).isFalse();

        when(apps.get(any(AppPath.class))).thenReturn(Examples.with(shop, "worker", 2));
        when(apps.scale(any(), any(), anyInt())).thenReturn(shop);
        when(instances.ofApp(any()))
                .thenReturn(List.of(row(0).build(), row(0).of("worker").build()));
        test($(Button.class).withTestId("scale-up").single()).click();

        assertThat($(Span.class).withTestId("process-running-worker").single().getText())
                .isEqualTo("1 of 2");
        assertThat($(Component.class).withTestId("instance-worker.0").exists()).isTrue();
        test($(Button.class).withTestId("scale-up-worker").single()).click();
        verify(apps).scale(shop.id(), "worker", 3);
        test($(Button.class).withTestId("process-restart-worker").single()).click();
        test($(Button.class).withTestId("confirm").single()).click();
        verify(apps).restart(shop.id(), "worker");
    }

    @Test
    void overviewNamesTheCrashAndOffersTheWayBack() {
        when(instances.ofApp(any()))
                .thenReturn(List.of(
                        row(0).incarnation(2).in(InstanceState.PENDING).build(),
                        row(0).in(InstanceState.FAILED).exit(137).outOfMemory().build()));
        UI.getCurrent().navigate(SPACE + "/apps/shop");

        assertThat($(Component.class).withTextContaining("out of memory").exists())
                .isTrue();
        assertThat($(Button.class).withTestId("problem-raise-memory").exists()).isTrue();
        test($(Button.class).withTestId("problem-roll-back").single()).click();
        test($(Button.class).withTestId("confirm").single()).click();

        verify(apps).rollBack(shop.id(), 1);
    }

    @Test
    void instanceDrawerHasAnAddressOfItsOwn() {
        UI.getCurrent().navigate(SPACE + "/apps/shop/instances/0");

        assertThat($(Component.class).withTestId("instance-drawer").exists()).isTrue();
    }

    @Test
    void instancesOfOtherProcessesHaveAddressesWithTheirName() {
        when(apps.get(any(AppPath.class))).thenReturn(Examples.with(shop, "worker", 1));
        when(instances.ofApp(any()))
                .thenReturn(List.of(
                        row(0).build(),
                        row(0).of("worker").in(InstanceState.FAILED).exit(7).build()));
        UI.getCurrent().navigate(SPACE + "/apps/shop/instances/worker.0");

        assertThat($(Component.class).withTextContaining("Instance worker/0").exists())
                .isTrue();
        assertThat($(Component.class).withTextContaining("exit code 7").exists())
                .isTrue();
    }

    @Test
    void releasePageRollsBackAfterSayingWhatChanges() {
        var current = release(Examples.release(2), true);
        when(apps.releases(any())).thenReturn(List.of(current, Examples.release(1)));
        when(apps.deployments(any())).thenReturn(List.of());
        UI.getCurrent().navigate(SPACE + "/apps/shop/deployments/v1");

        test($(Button.class).withTestId("roll-back").single()).click();
        assertThat($(Component.class).withTestId("return-preview").exists()).isTrue();
        test($(Button.class).withTestId("confirm").single()).click();

        verify(apps).rollBack(shop.id(), 1, DeploymentStrategy.DEFAULT);
    }

    @Test
    void aCanaryInFlightIsPromotedPausedAndAborted() {
        var pace = DeploymentPace.of(DeploymentStrategy.DEFAULT_CANARY).reached(Examples.NOON);
        when(apps.get(any(AppPath.class))).thenReturn(app("shop", inFlight(pace)));
        UI.getCurrent().navigate(SPACE + "/apps/shop/deployments");

        assertThat($(Component.class)
                        .withTextContaining("v2 is a canary beside v1")
                        .exists())
                .isTrue();
        assertThat($(Component.class).withTextContaining("v2 10 %").exists()).isTrue();
        var promote = $(Button.class).withTestId("deployment-promote").single();
        assertThat(promote.getText()).isEqualTo("Promote to 50 %");
        test(promote).click();
        verify(deployments).promote(any(), eq(0));
        test($(Button.class).withTestId("deployment-pause").single()).click();
        verify(deployments).pause(any());
        test($(Button.class).withTestId("deployment-abort").single()).click();
        test($(Button.class).withTestId("confirm").single()).click();
        verify(deployments).abort(any());
    }

    @Test
    void nobodyElseMovesADeployment() {
        var pace = DeploymentPace.of(DeploymentStrategy.DEFAULT_CANARY);
        when(apps.get(any(AppPath.class))).thenReturn(app("shop", Set.of(Permission.SPACE_READ), inFlight(pace)));
        UI.getCurrent().navigate(SPACE + "/apps/shop/deployments");

        assertThat($(Button.class).withTestId("deployment-promote").single().isEnabled())
                .isFalse();
        assertThat($(Button.class).withTestId("deployment-abort").single().isEnabled())
                .isFalse();
    }

    @Test
    void anImageIsDeployedAsACanaryWithOneMoreClick() {
        when(apps.deployImage(any(), any(), any())).thenReturn(shop);
        UI.getCurrent().navigate(SPACE + "/apps/shop/deployments");

        test($(Button.class).withTestId("deploy-open").single()).click();
        choose(StrategyField.Choice.CANARY);
        test($(Button.class).withTestId("deploy-image-confirm").single()).click();

        verify(apps, timeout(5_000)).deployImage(eq(shop.id()), any(), eq(DeploymentStrategy.DEFAULT_CANARY));
    }

    @Test
    void wrongSharesAreToldAtTheirField() {
        UI.getCurrent().navigate(SPACE + "/apps/shop/deployments");
        test($(Button.class).withTestId("deploy-open").single()).click();
        choose(StrategyField.Choice.CANARY);
        var steps = $(TextField.class).withTestId("strategy-steps").single();
        steps.setValue("ten, fifty");

        test($(Button.class).withTestId("deploy-image-confirm").single()).click();

        assertThat(steps.isInvalid()).isTrue();
        assertThat(steps.getErrorMessage()).contains("10, 50, 100");
    }

    @SuppressWarnings("unchecked")
    private void choose(StrategyField.Choice choice) {
        RadioButtonGroup<StrategyField.Choice> group =
                $(RadioButtonGroup.class).withTestId("strategy").single();
        group.setValue(choice);
    }

    private static DeploymentView inFlight(DeploymentPace pace) {
        return new DeploymentView(
                DeploymentId.create(), 2, 1, State.RUNNING, "image deployed", "mia", Examples.NOON, null, null, pace);
    }

    @Test
    void pastedVariablesAreSavedAfterAPreview() {
        var view = new EnvironmentView(
                List.of(new Variable("COLOR", new Secret("blue"), new Secret("blue"), Mark.SAME)), 5);
        when(apps.environment(any())).thenReturn(view);
        when(apps.stage(any(), any(), anyLong())).thenReturn(view);
        UI.getCurrent().navigate(SPACE + "/apps/shop/environment");

        test($(Button.class).withTestId("environment-paste").single()).click();
        test($(TextArea.class).withTestId("paste-text").single()).setValue("COLOR=red\nMODE=fast");
        assertThat($(Span.class).withTestId("paste-summary").single().getText())
                .isEqualTo("1 new · 1 changed · 0 removed");
        test($(Checkbox.class).withTestId("paste-replace").single()).click();
        test($(Button.class).withTestId("paste-save").single()).click();

        verify(apps)
                .stage(
                        eq(shop.id()),
                        assertArg(change -> assertThat(change.set()).containsOnlyKeys("COLOR", "MODE")),
                        eq(5L));
    }

    @Test
    void deletingAsksForTheName() {
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");

        test($(Button.class).withTestId("settings-delete").single()).click();
        assertThat($(Button.class).withTestId("confirm").single().isEnabled()).isFalse();
        test($(TextField.class).withTestId("confirm-name").single()).setValue("shop");
        test($(Button.class).withTestId("confirm").single()).click();

        verify(apps).delete(shop.id(), "shop");
    }

    @Test
    void settingsSayWhereOtherAppsReachItAndLetAnAppOfAnotherSpaceConnect() {
        var pay = AppPath.of("acme", "billing", "pay");
        when(policies.possibleSources(shop.id())).thenReturn(List.of(pay));
        when(policies.ofApp(shop.id())).thenReturn(List.of());
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");
        assertThat($(Div.class)
                        .withTestId("network-address")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("http://shop.internal:8080");

        test($(Button.class).withTestId("network-add").single()).click();
        assertThat($(Select.class).withTestId("network-source").single().isInvalid())
                .isTrue();

        $(Select.class).withTestId("network-source").single().setValue(pay);
        var ports = $(TextField.class).withTestId("network-ports").single();
        test(ports).setValue("80000");
        test($(Button.class).withTestId("network-add").single()).click();
        assertThat(ports.getErrorMessage()).contains("8000-8010");

        when(policies.ofApp(shop.id()))
                .thenReturn(List.of(new NetworkPolicyView(
                        NetworkPolicyId.create(), pay, Transport.TCP, new PortRange(80, 80), "mia", Instant.EPOCH)));
        test(ports).setValue("80");
        test($(Button.class).withTestId("network-add").single()).click();

        verify(policies).add(shop.id(), new NetworkPolicyRequest(pay, Transport.TCP, new PortRange(80, 80)));
        assertThat($(Div.class)
                        .withTestId("network-policies")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("from acme/billing/pay to tcp 80", "http://shop.default.default.internal:8080");
    }

    @Test
    void settingsAddATcpRouteAndShowWhereToConnect() {
        var worker = new Destination("worker", 9090);
        when(routes.destinations(any())).thenReturn(List.of(Destination.WEB, worker));
        when(tcpRoutes.ofApp(shop.id())).thenReturn(List.of());
        when(tcpRoutes.add(any(), eq(80), any()))
                .thenThrow(
                        new PlatformException.Invalid("invalid-tcp-port", "port", "TCP routes have ports of 20000."));
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");
        var port = $(IntegerField.class).withTestId("tcp-route-port").single();

        test(port).setValue(80);
        test($(Button.class).withTestId("tcp-route-add").single()).click();
        assertThat(port.getErrorMessage()).isEqualTo("TCP routes have ports of 20000.");

        when(tcpRoutes.ofApp(shop.id()))
                .thenReturn(List.of(new TcpRouteView(RouteId.create(), 20_007, "shop.apps.localhost:20007", worker)));
        port.clear();
        $(Select.class).withTestId("tcp-route-destination").single().setValue(worker);
        test($(Button.class).withTestId("tcp-route-add").single()).click();

        verify(tcpRoutes).add(shop.id(), null, worker);
        assertThat($(Div.class)
                        .withTestId("tcp-route-list")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("shop.apps.localhost:20007", "to worker port 9090");
        when(routes.destinations(any())).thenReturn(List.of(Destination.WEB));
    }

    @Test
    void readersSeeWhyTheyMayNotChange() {
        when(apps.get(any(AppPath.class)))
                .thenReturn(app("shop", Set.of(Permission.SPACE_READ), deployment(State.SUCCEEDED, 1, 0, null)));
        UI.getCurrent().navigate(SPACE + "/apps/shop/settings");

        var delete = $(Button.class).withTestId("settings-delete").single();
        assertThat(delete.isEnabled()).isFalse();
        assertThat(delete.getTooltip().getText()).isEqualTo("Your role in this space does not allow it.");
        verify(apps, org.mockito.Mockito.never()).scale(any(), any(), anyInt());
    }

    @Test
    void everyRowOfTheListKeepsItsMenuBesideItsCard() {
        UI.getCurrent().navigate("apps");

        assertThat($(Grid.class).withTestId("apps-grid").single().getColumnByKey(CardGrid.ACTIONS))
                .isNotNull();
    }

    @Test
    void pagesThatWereLeftListenNoMore() {
        List.of("apps", SPACE + "/apps/shop", SPACE + "/apps/shop/instances", "home")
                .forEach(page -> UI.getCurrent().navigate(page));
        UI.getCurrent().navigate("apps");
        var listeners = live.listeners();

        for (int round = 0; round < 20; round++) {
            UI.getCurrent().navigate(SPACE + "/apps/shop");
            UI.getCurrent().navigate(SPACE + "/apps/shop/metrics");
            UI.getCurrent().navigate("apps");
        }
        assertThat(live.listeners()).isEqualTo(listeners);

        UI.getCurrent().removeAll();
        UI.getCurrent()
                .getChildren()
                .toList()
                .forEach(child -> child.getElement().removeFromParent());
        assertThat(live.listeners()).isZero();
    }

    private static void open(String path, String parameter, String value) {
        UI.getCurrent().navigate(path, QueryParameters.simple(Map.of(parameter, value)));
    }

    private static ReleaseView release(ReleaseView of, boolean current) {
        return new ReleaseView(
                of.id(),
                of.number(),
                of.image(),
                of.imageId(),
                of.settings(),
                of.environmentKeys(),
                of.changes(),
                of.createdBy(),
                of.createdAt(),
                current);
    }
}
