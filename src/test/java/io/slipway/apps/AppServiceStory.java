package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.audit.AuditTrail;
import io.slipway.iam.SpacePath;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.Secret;
import io.slipway.policies.NetworkPolicyLedger;
import io.slipway.policies.NetworkPolicyRequest;
import io.slipway.policies.NetworkPolicyService;
import io.slipway.policies.PortRange;
import io.slipway.policies.Transport;
import io.slipway.routes.RouteLedger;
import io.slipway.routes.RouteService;
import io.slipway.routes.TcpRouteService;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** What happens to apps, told once and run on each database. */
@SpringBootTest(
        classes = AppStoreConfiguration.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.jpa.hibernate.ddl-auto=validate", "spring.jpa.open-in-view=false"})
@RecordApplicationEvents
abstract class AppServiceStory {

    @Autowired
    private AppService apps;

    @Autowired
    private DeploymentService deployments;

    @Autowired
    private ReleaseService releases;

    @Autowired
    private TrafficSplits splits;

    @Autowired
    private DeploymentLedger ledger;

    @Autowired
    private RouteService routes;

    @Autowired
    private TcpRouteService tcpRoutes;

    @Autowired
    private RouteLedger routeLedger;

    @Autowired
    private NetworkPolicyService policies;

    @Autowired
    private NetworkPolicyLedger allowed;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private EntityManagerFactory sessions;

    @Autowired
    private ApplicationEvents events;

    private Persona developer;
    private Persona stranger;

    @BeforeEach
    void signIn() {
        for (var table : List.of(
                "network_policy",
                "route",
                "tcp_route",
                "deployment",
                "release",
                "process",
                "app",
                "membership",
                "account")) {
            jdbc.update("delete from " + table);
        }
        developer = Persona.create(jdbc, "mia", "default", "SPACE_DEVELOPER");
        stranger = Persona.create(jdbc, "eve", "elsewhere", "SPACE_DEVELOPER");
        developer.signIn();
    }

    @AfterEach
    void signOut() {
        Persona.signOut();
    }

    @Test
    void createsAnAppWithProcessReleaseRouteAndDeployment() {
        var app = create("shop", null);

        assertThat(app.path()).isEqualTo(AppPath.of("default", "default", "shop"));
        assertThat(app.release().number()).isEqualTo(1);
        assertThat(app.release().changes()).containsExactly("first release");
        assertThat(app.release().web().port()).isEqualTo(8081);
        assertThat(app.release().imageId()).startsWith("sha256:");
        assertThat(app.deployment()).isNotNull();
        assertThat(app.deployment().state()).isEqualTo(DeploymentView.State.RUNNING);
        assertThat(app.deployment().previousNumber()).isZero();
        assertThat(routes.ofApp(app.id()))
                .singleElement()
                .satisfies(route -> assertThat(route.url()).isEqualTo("http://shop.apps.localhost:8000/"));
        assertThat(apps.list()).containsExactly(app);
        assertThat(apps.get(app.path())).isEqualTo(app);
        assertThat(events.stream(ProcessSpecChanged.class)).hasSize(1);
    }

    @Test
    void tellsTheLoopsWhatShouldRun() {
        var app = create("shop", null);

        var spec = ledger.spec(app.web().id()).orElseThrow();

        assertThat(spec.wanted()).isEqualTo(2);
        assertThat(spec.spaceName()).isEqualTo("default");
        assertThat(spec.routes()).containsExactly("shop.apps.localhost");
        assertThat(spec.environment()).containsEntry("TOKEN", new Secret("s3cret-value"));
        assertThat(spec.deployment()).isEqualTo(app.deployment().id());
        assertThat(ledger.processes()).containsExactly(app.web().id());
        assertThat(ledger.appNames()).containsEntry(app.id(), "shop");
    }

    @Test
    void keepsSecretsSealedInTheStore() {
        var app = create("shop", null);
        stage(app.id(), Map.of("KEY", "pl41n-text"));

        var columns = jdbc.queryForList("select environment from release", byte[].class);
        columns.addAll(jdbc.queryForList("select staged_environment from app", byte[].class));

        assertThat(columns)
                .hasSize(2)
                .allSatisfy(column -> assertThat(new String(column, StandardCharsets.ISO_8859_1))
                        .doesNotContain("s3cret-value", "pl41n-text", "TOKEN", "KEY"));
        assertThat(jdbc.queryForList("select detail from audit_event", String.class))
                .noneMatch(detail -> detail.contains("pl41n"));
    }

    @Test
    void stagesAppliesAndRollsBack() {
        var app = succeeded(create("shop", null));

        var staged = stage(app.id(), Map.of("KEY", "one", "TOKEN", "new"));
        assertThat(staged.variables())
                .extracting(EnvironmentView.Variable::name, EnvironmentView.Variable::mark)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("KEY", EnvironmentView.Mark.ADDED),
                        org.assertj.core.groups.Tuple.tuple("TOKEN", EnvironmentView.Mark.CHANGED));
        assertThat(apps.get(app.path()).staged()).isTrue();

        var applied = apps.apply(app.id());
        assertThat(applied.release().number()).isEqualTo(2);
        assertThat(applied.release().changes()).containsExactly("+1 variable", "~1 variable");
        assertThat(applied.staged()).isFalse();
        assertThat(applied.deployment().previousNumber()).isEqualTo(1);

        var back = apps.rollBack(app.id(), 1);
        assertThat(back.release().number()).isEqualTo(3);
        assertThat(back.release().environmentKeys()).containsExactly("TOKEN");
        assertThat(apps.deployments(app.id()))
                .extracting(DeploymentView::state)
                .containsExactly(
                        DeploymentView.State.RUNNING, DeploymentView.State.CANCELLED, DeploymentView.State.SUCCEEDED);
        assertThat(apps.releases(app.id())).extracting(ReleaseView::number).containsExactly(3, 2, 1);
    }

    @Test
    void returnsToTheReleaseThatRanWhenADeploymentFails() {
        var app = succeeded(create("shop", null));
        var next = apps.deployImage(app.id(), "registry.example.com/shop:2");
        stage(app.id(), Map.of("KEY", "one"));

        ledger.failed(next.deployment().id(), "It exits at once. Read its log.");
        ledger.failed(next.deployment().id(), "A second report changes nothing.");

        var view = apps.get(app.path());
        assertThat(view.release().number()).isEqualTo(1);
        assertThat(view.staged()).isTrue();
        assertThat(view.deployment().state()).isEqualTo(DeploymentView.State.ROLLED_BACK);
        assertThat(view.deployment().cause()).isEqualTo("It exits at once. Read its log.");
        assertThat(next.release().changes()).containsExactly("image 1 → 2");
    }

    @Test
    void failsTheFirstDeploymentWithNothingToReturnTo() {
        var app = create("shop", null);

        ledger.failed(app.deployment().id(), "It never listened. Check the port.");

        assertThat(apps.get(app.path()).deployment().state()).isEqualTo(DeploymentView.State.FAILED);
    }

    @Test
    void scalesStopsStartsAndRestarts() {
        var app = succeeded(create("shop", null));
        var token = ledger.spec(app.web().id()).orElseThrow().restartToken();

        assertThat(apps.scale(app.id(), 5).wantedInstances()).isEqualTo(5);
        assertThat(apps.stop(app.id()).started()).isFalse();
        assertThat(ledger.spec(app.web().id()).orElseThrow().wanted()).isZero();
        assertThat(apps.start(app.id()).deployment().trigger()).isEqualTo("started");
        assertThat(apps.restart(app.id()).deployment().trigger()).isEqualTo("restarted");

        assertThat(ledger.spec(app.web().id()).orElseThrow().restartToken()).isNotEqualTo(token);
        assertThatThrownBy(() -> apps.scale(app.id(), 101)).isInstanceOf(PlatformException.Invalid.class);
    }

    @Test
    void whatIsSaidOfAnAppAppliesWithoutARelease() {
        var app = succeeded(create("shop", null));
        var labels = Labels.parse("team=shop, tier=front", "labels");

        var labelled = apps.label(app.id(), labels);

        assertThat(labelled.labels()).isEqualTo(labels);
        assertThat(labelled.release().number()).isEqualTo(app.release().number());
        assertThat(apps.list())
                .singleElement()
                .satisfies(found -> assertThat(found.labels()).isEqualTo(labels));
        assertThat(apps.events(app.id(), 1))
                .extracting(AppEvent::text)
                .containsExactly("labelled team=shop, tier=front");
        stranger.signIn();
        assertThatThrownBy(() -> apps.label(app.id(), Labels.NONE)).isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void whereItMayRunIsPartOfARelease() {
        var app = succeeded(create("shop", null));
        var before = app.release();
        var rules = PlacementRules.parse("disk=ssd, zone in (a, b)", 1);

        var changed =
                apps.configure(app.id(), before.settings().withWeb(before.web().withPlacement(rules)));

        assertThat(changed.release().web().placement()).isEqualTo(rules);
        assertThat(changed.release().changes())
                .containsExactly("constraints none → disk=ssd, zone in (a, b)", "at most per host none → 1");
        assertThat(ledger.spec(app.web().id()).orElseThrow().settings().placement())
                .isEqualTo(rules);

        apps.rollBack(app.id(), before.number());
        assertThat(ledger.spec(app.web().id()).orElseThrow().settings().placement())
                .isEqualTo(PlacementRules.NONE);
    }

    @Test
    void aProcessBesideWebIsPartOfTheNextRelease() {
        var app = succeeded(create("shop", null));

        var added = withWorker(app);

        assertThat(added.release().changes()).containsExactly("process worker added");
        assertThat(added.processes()).extracting(ProcessView::type).containsExactly("web", "worker");
        assertThat(added.wantedInstances()).isEqualTo(3);
        var worker = spec(added, "worker");
        assertThat(worker.wanted()).isEqualTo(1);
        assertThat(worker.releaseNumber()).isEqualTo(2);
        assertThat(worker.image()).isEqualTo("registry.example.com/shop:1");
        assertThat(worker.environment()).containsKey("TOKEN");
        assertThat(worker.settings().command()).containsExactly("work");
        assertThat(ledger.deploying(added.web().id()))
                .extracting(ProcessSpec::type)
                .containsExactly("web", "worker");
        assertThat(apps.get(app.path())).isEqualTo(added);
    }

    @Test
    void everyProcessIsScaledAndRestartedForItself() {
        var app = succeeded(withWorker(succeeded(create("shop", null))));
        var web = spec(app, "web").restartToken();
        var worker = spec(app, "worker").restartToken();

        var scaled = apps.scale(app.id(), "worker", 4);
        assertThat(scaled.web().instances()).isEqualTo(2);
        assertThat(spec(app, "worker").wanted()).isEqualTo(4);
        assertThat(apps.restart(app.id(), "worker").deployment().trigger()).isEqualTo("restarted worker");

        assertThat(spec(app, "web").restartToken()).isEqualTo(web);
        assertThat(spec(app, "worker").restartToken()).isNotEqualTo(worker);
        assertThat(apps.events(app.id(), 10))
                .extracting(AppEvent::text)
                .contains("scaled worker from 1 to 4", "restarted worker");
        assertThatThrownBy(() -> apps.scale(app.id(), "clock", 1))
                .isInstanceOf(PlatformException.NotFound.class)
                .hasMessageContaining("web, worker");
        apps.scale(app.id(), 0);
        assertThat(apps.get(app.path()).deployment().state()).isEqualTo(DeploymentView.State.RUNNING);
        apps.scale(app.id(), "worker", 0);
        assertThat(apps.get(app.path()).deployment().state()).isEqualTo(DeploymentView.State.CANCELLED);
    }

    @Test
    void aProcessThatLeavesStaysUntilTheOthersRunAndReturnsWithItsCount() {
        var app = succeeded(withWorker(succeeded(create("shop", null))));
        apps.scale(app.id(), "worker", 3);
        var worker = app.process("worker").orElseThrow().id();

        var without = apps.configure(app.id(), app.release().settings().without("worker"));

        assertThat(without.release().changes()).containsExactly("process worker removed");
        assertThat(without.processes()).hasSize(1);
        assertThat(ledger.spec(worker).orElseThrow().wanted())
                .as("until the new release runs")
                .isEqualTo(3);
        assertThat(ledger.spec(worker).orElseThrow().releaseNumber()).isEqualTo(2);
        assertThat(ledger.deploying(worker)).extracting(ProcessSpec::type).containsExactly("web");
        succeeded(without);
        assertThat(ledger.spec(worker).orElseThrow().wanted()).isZero();
        assertThatThrownBy(() -> apps.scale(app.id(), "worker", 1)).isInstanceOf(PlatformException.NotFound.class);

        var back = apps.rollBack(app.id(), 2);
        assertThat(back.process("worker").orElseThrow().instances()).isEqualTo(3);
        assertThat(ledger.spec(worker).orElseThrow().wanted()).isEqualTo(3);
    }

    @Test
    void aProcessOfAFailedReleaseGoesWithIt() {
        var app = succeeded(create("shop", null));
        var added = withWorker(app);
        var worker = added.process("worker").orElseThrow().id();

        ledger.failed(added.deployment().id(), "Instance worker/0: it exited with code 1.");

        assertThat(ledger.spec(worker).orElseThrow().wanted()).isZero();
        assertThat(apps.get(app.path()).processes()).hasSize(1);
    }

    @Test
    void otherProcessesChangeOnceTheCanaryIsPromoted() {
        var app = succeeded(withWorker(succeeded(create("shop", null))));
        canary(app, 50, 100);

        assertThat(spec(app, "worker").releaseNumber()).isEqualTo(2);
        assertThat(spec(app, "worker").deployment()).isNull();
        assertThat(ledger.deploying(app.web().id()))
                .extracting(ProcessSpec::type)
                .containsExactly("web");
        deployments.promote(app.id(), 0);
        deployments.promote(app.id(), 1);

        assertThat(spec(app, "worker").releaseNumber()).isEqualTo(3);
        assertThat(ledger.deploying(app.web().id())).hasSize(2);
    }

    @Test
    void sidecarsAreResolvedSealedAndKept() {
        var app = succeeded(create("shop", null));
        var proxy = new Sidecar(
                "proxy", "proxy:1", "", List.of("proxy"), Map.of("KEY", new Secret("hush")), InstanceSize.SMALL);
        var beside = ReleaseSettings.ofWeb(app.release().web().withSidecars(List.of(proxy)));

        var changed = apps.configure(app.id(), beside);

        assertThat(changed.release().changes()).containsExactly("sidecar proxy added");
        var shown = changed.release().web().sidecars().getFirst();
        assertThat(shown.environment()).isEqualTo(Map.of("KEY", Sidecar.KEPT));
        assertThat(shown.imageId()).isNotEmpty();
        assertThat(sidecarsOf(app).getFirst().environment()).isEqualTo(Map.of("KEY", new Secret("hush")));
        assertThat(apps.environment(app.id()).variables())
                .as("the app's own")
                .hasSameSizeAs(app.release().environmentKeys());

        var again = apps.configure(
                app.id(), ReleaseSettings.ofWeb(changed.release().web().withCommand(List.of("other"))));
        assertThat(again.release().changes()).containsExactly("command");
        assertThat(sidecarsOf(app).getFirst().environment()).isEqualTo(Map.of("KEY", new Secret("hush")));
        assertThat(sidecarsOf(app).getFirst().imageId()).isEqualTo(shown.imageId());

        var unknown = new Sidecar("other", "proxy:1", "", List.of(), Map.of("KEY", Sidecar.KEPT), InstanceSize.SMALL);
        assertThatThrownBy(() -> apps.configure(
                        app.id(), ReleaseSettings.ofWeb(again.release().web().withSidecars(List.of(unknown)))))
                .isInstanceOfSatisfying(
                        PlatformException.Invalid.class,
                        e -> assertThat(e.sentence()).contains("needs a value"));
        assertThatThrownBy(() -> apps.configure(
                        app.id(), ReleaseSettings.ofWeb(again.release().web().withSidecars(List.of(proxy, proxy)))))
                .isInstanceOf(PlatformException.Invalid.class);
        apps.rollBack(app.id(), app.release().number());
        assertThat(sidecarsOf(app)).isEmpty();
    }

    private List<Sidecar> sidecarsOf(AppView app) {
        return ledger.spec(app.web().id()).orElseThrow().settings().sidecars();
    }

    @Test
    void whatRunsOnceAtMostHasOneInstanceAndNoCanary() {
        var app = succeeded(create("shop", null));
        var before = app.release();
        var once = ReleaseSettings.ofWeb(before.web().withPlacement(PlacementRules.parse("", 0, true)));
        apps.scale(app.id(), 2);
        assertThatThrownBy(() -> apps.configure(app.id(), once))
                .isInstanceOfSatisfying(PlatformException.Conflict.class, e -> {
                    assertThat(e.field()).contains("atMostOne");
                    assertThat(e.sentence()).endsWith("shop has 2. Scale it to 1 first.");
                });
        apps.scale(app.id(), 1);

        var changed = apps.configure(app.id(), once);

        assertThat(changed.release().changes()).containsExactly("at most one");
        assertThat(ledger.spec(app.web().id())
                        .orElseThrow()
                        .settings()
                        .placement()
                        .atMostOne())
                .isTrue();
        assertThat(apps.events(app.id(), 1).getFirst().text()).contains("at most one");
        assertThatThrownBy(() -> apps.scale(app.id(), 2))
                .isInstanceOfSatisfying(
                        PlatformException.Conflict.class,
                        e -> assertThat(e.field()).contains("instances"));
        var canary = new DeploymentStrategy.Canary(
                List.of(new CanaryStep(100, 0, Duration.ZERO)), new CanaryGuard(100, 1, null));
        assertThatThrownBy(() -> apps.rollBack(app.id(), before.number(), canary))
                .isInstanceOfSatisfying(
                        PlatformException.Conflict.class,
                        e -> assertThat(e.code()).isEqualTo("at-most-one"));
        apps.scale(app.id(), 0);
    }

    @Test
    void deletesInTwoStepsAndLeavesNothing() {
        var app = create("shop", null);
        tcpRoutes.add(app.id(), null, Destination.WEB);

        assertThatThrownBy(() -> apps.delete(app.id(), "shoq"))
                .isInstanceOfSatisfying(
                        PlatformException.Invalid.class,
                        e -> assertThat(e.code()).isEqualTo("confirmation-mismatch"));
        ledger.deleted(app.id());
        assertThat(apps.get(app.path()).deleting()).isFalse();

        apps.delete(app.id(), "shop");
        assertThat(ledger.spec(app.web().id()).orElseThrow().wanted()).isZero();
        assertThatThrownBy(() -> apps.scale(app.id(), 1)).isInstanceOf(PlatformException.Conflict.class);

        assertThat(ledger.deletedOf(List.of(app.id()))).isEmpty();
        ledger.deleted(app.id());
        assertThat(ledger.deletedOf(List.of(app.id()))).containsExactly(app.id());
        assertThat(ledger.spec(app.web().id())).isEmpty();
        assertThat(apps.list()).isEmpty();
        assertThat(routeLedger.tcp()).isEmpty();
        assertThat(events.stream(AppDeleted.class)).containsExactly(new AppDeleted(app.id()));
        assertThat(create("shop", null).release().number()).isEqualTo(1);
    }

    @Test
    void looksForAnyNumberOfDeletedAppsWithTwoQueries() {
        var living = create("shop", null).id();
        var gone = Stream.of("one", "two").map(this::deleted).toList();
        var asked = new ArrayList<>(gone);
        asked.addAll(List.of(living, AppId.create()));
        var statistics = sessions.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();

        assertThat(ledger.deletedOf(asked)).containsExactlyInAnyOrderElementsOf(gone);
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(2);

        assertThat(ledger.deletedOf(List.of(living))).isEmpty();
        assertThat(statistics.getPrepareStatementCount())
                .as("nothing is missing, so the trail is left alone")
                .isEqualTo(3);
    }

    @Test
    void showsAStrangerNothingButAMissingApp() {
        var app = create("shop", null);
        stranger.signIn();

        var foreign = catchThrowableOfType(PlatformException.NotFound.class, () -> apps.scale(app.id(), 1));
        var missing = catchThrowableOfType(PlatformException.NotFound.class, () -> apps.scale(AppId.create(), 1));

        assertThat(foreign.sentence()).isEqualTo(missing.sentence());
        assertThat(apps.list()).isEmpty();
        assertThatThrownBy(() -> apps.get(app.path())).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> apps.environment(app.id())).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> routes.ofApp(app.id())).isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void aForeignSpaceCostsAndAnswersAStrangerTheSameAsAnUnknownOne() {
        var app = create("shop", null);
        stranger.signIn();
        var unknown = new AppPath(new SpacePath("default", "no-such-space"), "shop");

        long before = refusals();
        var foreign = catchThrowableOfType(PlatformException.NotFound.class, () -> apps.get(app.path()));
        long written = refusals() - before;
        var missing = catchThrowableOfType(PlatformException.NotFound.class, () -> apps.get(unknown));

        assertThat(foreign.sentence()).isEqualTo(missing.sentence());
        assertThat(written).as("a refusal is on record").isEqualTo(1);
        assertThat(refusals() - before - written)
                .as("and costs a durable write in both cases, or the time would tell them apart")
                .isEqualTo(written);
    }

    private long refusals() {
        return jdbc.queryForObject("select count(*) from audit_event where outcome = 'REFUSED'", Long.class);
    }

    @Test
    void letsASupporterScaleButNotDeployOrSeeValues() {
        var app = create("shop", null);
        Persona.create(jdbc, "sam", "default", "SPACE_SUPPORTER").signIn();

        assertThat(apps.scale(app.id(), 3).wantedInstances()).isEqualTo(3);
        assertThatThrownBy(() -> apps.deployImage(app.id(), "other:1"))
                .isInstanceOfSatisfying(
                        PlatformException.Forbidden.class,
                        e -> assertThat(e.sentence()).contains("space developer"));
        assertThat(apps.environment(app.id()).variables())
                .singleElement()
                .satisfies(variable -> assertThat(variable.value()).isNull());
        assertThat(jdbc.queryForList("select outcome from audit_event where actor_name = 'sam'", String.class))
                .containsExactlyInAnyOrder("ACCEPTED", "REFUSED");
    }

    @Test
    void undoesTheAppWhenItsRouteIsTaken() {
        create("shop", null);

        assertThatThrownBy(() -> create("other", "SHOP.apps.localhost."))
                .isInstanceOfSatisfying(
                        PlatformException.Conflict.class,
                        e -> assertThat(e.code()).isEqualTo("route-taken"));

        assertThat(apps.list()).extracting(app -> app.path().app()).containsExactly("shop");
    }

    @Test
    void refusesAPathUnderTheHostOfAnotherSpace() {
        create("shop", null);
        stranger.signIn();
        var app = apps.create(new SpacePath("default", "elsewhere"), request("mine", "nginx:1", null));

        assertThatThrownBy(() -> routes.add(app.id(), "shop.apps.localhost", "/admin"))
                .isInstanceOfSatisfying(
                        PlatformException.Conflict.class,
                        e -> assertThat(e.code()).isEqualTo("route-taken"));
    }

    @Test
    void aTcpRouteHasAPortOfItsOwnInTheWholePlatform() {
        var app = create("shop", null);
        var chosen = tcpRoutes.add(app.id(), null, Destination.WEB);
        var asked = tcpRoutes.add(app.id(), chosen.port() == 20_042 ? 20_043 : 20_042, Destination.WEB);
        assertThat(chosen.port()).isBetween(20_000, 20_099);
        assertThat(asked.address()).isEqualTo("shop.apps.localhost:" + asked.port());

        stranger.signIn();
        var other = apps.create(new SpacePath("default", "elsewhere"), request("mine", "nginx:1", null));
        assertThat(catchThrowableOfType(
                                PlatformException.Conflict.class,
                                () -> tcpRoutes.add(other.id(), asked.port(), Destination.WEB))
                        .code())
                .isEqualTo("tcp-port-taken");
        assertThatThrownBy(() -> tcpRoutes.ofApp(app.id())).isInstanceOf(PlatformException.NotFound.class);

        developer.signIn();
        assertThat(routeLedger.tcp())
                .extracting(RouteLedger.TcpEntry::port)
                .containsExactlyInAnyOrder(chosen.port(), asked.port());
        assertThat(routeLedger.tcp()).allMatch(entry -> entry.destination().equals(Destination.WEB));
        tcpRoutes.remove(app.id(), chosen.id());
        assertThat(tcpRoutes.ofApp(app.id())).containsExactly(asked);
        assertThat(jdbc.queryForList("select action from audit_event where action like 'tcp-route%'", String.class))
                .contains("tcp-route.add", "tcp-route.remove");
    }

    @Test
    void aRouteLeadsToWhatTheAppHas() {
        var app = create("shop", null);
        var port = app.release().web().port();
        assertThat(routes.destinations(app.id())).containsExactly(Destination.WEB);
        var route = routes.add(app.id(), "back.apps.localhost", "/", new Destination("web", port));
        assertThat(route.destination().port()).isEqualTo(port);
        var noProcess = catchThrowableOfType(
                PlatformException.Invalid.class, () -> tcpRoutes.add(app.id(), null, new Destination("worker", 0)));
        assertThat(noProcess.field()).contains("destination.process");
        assertThat(noProcess.sentence()).isEqualTo("shop has no process worker. It has: web.");
        var noPort = catchThrowableOfType(
                PlatformException.Invalid.class,
                () -> routes.add(app.id(), "x.apps.localhost", "/", new Destination("web", 1)));
        assertThat(noPort.field()).contains("destination.port");

        var worker = ProcessSettings.DEFAULT.withPorts(Ports.parse("main=8081, admin=9090", "ports"));
        apps.configure(app.id(), app.release().settings().with("worker", worker));
        assertThat(routes.destinations(app.id()))
                .containsExactly(Destination.WEB, new Destination("worker", 0), new Destination("worker", 9090));
        assertThat(tcpRoutes
                        .add(app.id(), null, new Destination("worker", 9090))
                        .destination())
                .hasToString("worker:9090");
    }

    @Test
    void namesTheFieldOfWrongInput() {
        create("shop", null);

        assertThat(refusal(request("shop", "nginx:1", null))).containsExactly("name-taken", "name");
        assertThat(refusal(request("Shop", "nginx:1", null))).containsExactly("invalid-name", "name");
        assertThat(refusal(request("api", "nginx:1", null))).containsExactly("reserved-name", "name");
        assertThat(refusal(request("a", "nginx;id", null))).containsExactly("invalid-image-reference", "image");
        assertThat(refusal(request("a", AppStoreConfiguration.MISSING_IMAGE, null)))
                .containsExactly("image-not-found", "image");
        assertThat(refusal(request("a", "nginx:1", "google.com"))).containsExactly("domain-not-allowed", "host");
        assertThat(apps.list()).hasSize(1);
    }

    @Test
    void tellsTwoEditorsApart() {
        var app = create("shop", null);
        long version = apps.environment(app.id()).version();
        stage(app.id(), Map.of("KEY", "first"));

        assertThatThrownBy(() -> apps.stage(app.id(), change(Map.of("KEY", "second")), version))
                .isInstanceOfSatisfying(
                        PlatformException.Conflict.class,
                        e -> assertThat(e.code()).isEqualTo("changed-meanwhile"));

        assertThat(apps.discard(app.id()).isStaged()).isFalse();
        assertThatThrownBy(() -> apps.apply(app.id())).isInstanceOf(PlatformException.Conflict.class);
    }

    @Test
    void keepsATrailInWords() {
        var app = create("shop", null);
        apps.scale(app.id(), 5);

        assertThat(apps.events(app.id(), 10))
                .extracting(AppEvent::text)
                .containsExactlyInAnyOrder("created from registry.example.com/shop:1", "scaled from 2 to 5");
        assertThat(audit.ofTarget(app.id().toString(), 10))
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("mia"));
    }

    @Test
    void aDeveloperOfBothSpacesLetsAnAppOfOneConnectToAnAppOfTheOther() {
        var pay = ofStranger("pay");
        developer.join(jdbc, "elsewhere", "SPACE_DEVELOPER");
        var shop = create("shop", null);
        assertThat(policies.possibleSources(shop.id())).containsExactly(pay.path());

        var policy = policies.add(shop.id(), letConnect(pay.path(), "8000 - 8010"));

        assertThat(policies.ofApp(shop.id())).containsExactly(policy);
        assertThat(policy.source()).isEqualTo(pay.path());
        assertThat(policy.createdBy()).isEqualTo("mia");
        assertThat(allowed.all())
                .containsExactly(
                        new NetworkPolicyLedger.Entry(pay.id(), shop.id(), Transport.TCP, new PortRange(8000, 8010)));
        assertThat(apps.events(shop.id(), 10))
                .extracting(AppEvent::text)
                .contains("let default/elsewhere/pay connect to tcp 8000-8010");
        assertThatThrownBy(() -> policies.add(shop.id(), letConnect(pay.path(), "8000-8010")))
                .isInstanceOf(PlatformException.Conflict.class);

        policies.remove(shop.id(), policy.id());
        assertThat(allowed.all()).isEmpty();
        assertThatThrownBy(() -> policies.remove(shop.id(), policy.id()))
                .isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void nobodyLetsAnAppConnectThatIsNotHisToDevelop() {
        var pay = ofStranger("pay");
        var shop = create("shop", null);
        assertThat(codeOf(() -> policies.add(shop.id(), letConnect(pay.path(), "80"))))
                .isEqualTo("unknown-source");

        developer.join(jdbc, "elsewhere", "SPACE_AUDITOR");
        assertThatThrownBy(() -> policies.add(shop.id(), letConnect(pay.path(), "80")))
                .isInstanceOf(PlatformException.Forbidden.class);
        assertThat(policies.possibleSources(shop.id())).isEmpty();

        stranger.signIn();
        assertThatThrownBy(() -> policies.add(shop.id(), letConnect(pay.path(), "80")))
                .isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> policies.ofApp(shop.id())).isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void whoSeesAnAppDoesNotSeeWhoOfAForeignSpaceMayConnect() {
        var pay = ofStranger("pay");
        stranger.join(jdbc, "default", "SPACE_DEVELOPER");
        var shop = create("shop", null);
        stranger.signIn();
        policies.add(shop.id(), letConnect(pay.path(), "80"));

        developer.signIn();

        assertThat(policies.ofApp(shop.id()))
                .singleElement()
                .satisfies(policy -> assertThat(policy.source()).isNull());
    }

    @Test
    void policiesAreRefusedThatNobodyNeedsOrThatMakeNoSense() {
        var shop = create("shop", null);
        var web = create("web", null);

        assertThat(codeOf(() -> policies.add(shop.id(), letConnect(web.path(), "80"))))
                .isEqualTo("policy-not-needed");
        for (var ports : List.of("", "0", "80-", "90-80", "70000", "http", "1-2-3")) {
            assertThat(codeOf(() -> PortRange.of(ports))).as(ports).isEqualTo("invalid-ports");
        }
        assertThat(codeOf(() -> Transport.of("icmp"))).isEqualTo("invalid-transport");
    }

    @Test
    void policiesGoWithEitherOfTheirApps() {
        developer.join(jdbc, "elsewhere", "SPACE_DEVELOPER");
        var shop = create("shop", null);
        var pay = ofStranger("pay");
        var log = ofStranger("log");
        policies.add(shop.id(), letConnect(pay.path(), "80"));
        policies.add(log.id(), letConnect(shop.path(), "80"));
        policies.add(shop.id(), letConnect(log.path(), "80"));

        apps.delete(pay.id(), "pay");
        ledger.deleted(pay.id());
        assertThat(allowed.all()).hasSize(2);

        apps.delete(shop.id(), "shop");
        ledger.deleted(shop.id());
        assertThat(allowed.all()).isEmpty();
    }

    private AppView ofStranger(String name) {
        stranger.signIn();
        var app = apps.create(new SpacePath("default", "elsewhere"), request(name, "nginx:1", null));
        developer.signIn();
        return app;
    }

    private static NetworkPolicyRequest letConnect(AppPath source, String ports) {
        return new NetworkPolicyRequest(source, Transport.TCP, PortRange.of(ports));
    }

    private static String codeOf(Runnable act) {
        return catchThrowableOfType(PlatformException.class, act::run).code();
    }

    @Test
    void aCanaryStandsBesideTheReleaseBeforeAndGoesUpStepByStep() {
        var app = succeeded(create("shop", null));

        var canary = apps.deployImage(app.id(), "registry.example.com/shop:2", DeploymentStrategy.DEFAULT_CANARY)
                .deployment();

        var spec = ledger.spec(app.web().id()).orElseThrow();
        assertThat(spec.wanted()).isEqualTo(1);
        assertThat(spec.releaseNumber()).isEqualTo(2);
        assertThat(spec.base().releaseNumber()).isEqualTo(1);
        assertThat(spec.base().wanted()).isEqualTo(2);
        assertThat(spec.base().image()).isEqualTo("registry.example.com/shop:1");
        assertThat(splits.all()).containsEntry(app.id(), new TrafficSplit(2, 0));

        ledger.reached(canary.id(), 0);
        ledger.reached(canary.id(), 0);
        assertThat(splits.all()).containsEntry(app.id(), new TrafficSplit(2, 10));
        ledger.passed(canary.id(), 0);
        ledger.passed(canary.id(), 0);

        var pace = apps.get(app.path()).deployment().pace();
        assertThat(pace.step()).isEqualTo(1);
        assertThat(pace.share()).isEqualTo(10);
        assertThat(pace.strategy()).isEqualTo(DeploymentStrategy.DEFAULT_CANARY);
        assertThat(apps.events(app.id(), 10)).extracting(AppEvent::text).contains("v2 gets 10 % of the requests");
    }

    @Test
    void aCanaryIsPromotedByHandPastItsLastStep() {
        var app = succeeded(create("shop", null));
        var canary = canary(app, 50, 100);
        ledger.reached(canary.id(), 0);

        deployments.promote(app.id(), 0);
        assertThat(catchThrowableOfType(PlatformException.Conflict.class, () -> deployments.promote(app.id(), 0))
                        .code())
                .isEqualTo("changed-meanwhile");
        deployments.promote(app.id(), 1);

        assertThat(ledger.spec(app.web().id()).orElseThrow().base()).isNull();
        assertThat(ledger.spec(app.web().id()).orElseThrow().wanted()).isEqualTo(2);
        assertThat(catchThrowableOfType(PlatformException.Conflict.class, () -> deployments.promote(app.id(), 2))
                        .code())
                .isEqualTo("no-canary");
        ledger.succeeded(canary.id());
        assertThat(splits.all()).isEmpty();
        assertThat(apps.events(app.id(), 10))
                .extracting(AppEvent::text)
                .contains("promoted v2 towards 100 % of the requests", "promoted v2 for good");
    }

    @Test
    void aCanaryPromotedBeforeItsInstancesServeReplacesTheOthersLikeAnyRelease() {
        var app = succeeded(create("shop", null));
        canary(app, 50, 100);

        deployments.promote(app.id(), 0);
        deployments.promote(app.id(), 1);

        assertThat(splits.all()).isEmpty();
        assertThat(ledger.spec(app.web().id()).orElseThrow().base()).isNull();
    }

    @Test
    void anAbortedCanaryTakesItsEnvironmentAlong() {
        var app = succeeded(create("shop", null));
        stage(app.id(), Map.of("KEY", "new"));
        var canary = apps.apply(app.id(), DeploymentStrategy.DEFAULT_CANARY).deployment();
        ledger.reached(canary.id(), 0);

        deployments.abort(app.id());

        var view = apps.get(app.path());
        assertThat(view.release().number()).isEqualTo(1);
        assertThat(view.deployment().state()).isEqualTo(DeploymentView.State.CANCELLED);
        assertThat(view.deployment().cause()).isEqualTo("Aborted by mia at 10 % of the requests.");
        var spec = ledger.spec(app.web().id()).orElseThrow();
        assertThat(spec.base()).isNull();
        assertThat(spec.environment()).doesNotContainKey("KEY");
        assertThat(splits.all()).as("what is left of it gets nothing").containsEntry(app.id(), new TrafficSplit(2, 0));
        assertThat(apps.events(app.id(), 10)).extracting(AppEvent::text).contains("aborted v2, went back to v1");
    }

    @Test
    void aPausedCanaryIsNotMovedByTheLoops() {
        var app = succeeded(create("shop", null));
        var canary = canary(app, 50, 100);
        deployments.pause(app.id());

        ledger.reached(canary.id(), 0);
        ledger.passed(canary.id(), 0);
        assertThat(apps.get(app.path()).deployment().pace().share()).isZero();

        deployments.resume(app.id());
        ledger.reached(canary.id(), 0);
        assertThat(apps.get(app.path()).deployment().pace().share()).isEqualTo(50);
    }

    @Test
    void aCanaryNeedsSomethingToStandBeside() {
        var first = create("shop", null);
        assertThat(refusalOfCanary(first)).isEqualTo("nothing-to-compare");

        var app = succeeded(first);
        apps.stop(app.id());
        assertThat(refusalOfCanary(app)).isEqualTo("nothing-to-compare");
        assertThat(apps.releases(app.id())).hasSize(1);
    }

    @Test
    void stoppingAnAppLeavesTheReleaseBeforeItsCanary() {
        var app = succeeded(create("shop", null));
        canary(app, 50, 100);

        assertThat(catchThrowableOfType(PlatformException.Conflict.class, () -> apps.restart(app.id()))
                        .code())
                .isEqualTo("canary-on-trial");
        assertThat(apps.stop(app.id()).release().number()).isEqualTo(1);
    }

    @Test
    void anotherDeploymentTakesTheCanarysPlaceAndSaysSo() {
        var app = succeeded(create("shop", null));
        canary(app, 50, 100);

        apps.deployImage(app.id(), "registry.example.com/shop:3");

        var all = apps.deployments(app.id());
        assertThat(all.getFirst().previousNumber()).isEqualTo(1);
        assertThat(all.get(1).state()).isEqualTo(DeploymentView.State.CANCELLED);
        assertThat(all.get(1).cause()).contains("took its place");
    }

    @Test
    void namesWhatIsWrongWithAStrategy() {
        var app = succeeded(create("shop", null));

        assertThatThrownBy(() -> canary(app, 50)).isInstanceOfSatisfying(PlatformException.Invalid.class, e -> {
            assertThat(e.code()).isEqualTo("invalid-strategy");
            assertThat(e.field()).contains("strategy.steps");
            assertThat(e.sentence()).contains("100 %");
        });
        assertThatThrownBy(() -> canary(app, 50, 20, 100)).hasMessageContaining("rise");
        assertThatThrownBy(() -> apps.rollBack(app.id(), 1, new DeploymentStrategy.Rolling(101)))
                .hasMessageContaining("at a time");
    }

    @Test
    void comparesReleasesAndSaysWhatAReturnDoesNotBringBack() {
        var app = succeeded(create("shop", null));
        stage(app.id(), Map.of("KEY", "one", "TOKEN", "new"));
        apps.apply(app.id());
        stage(app.id(), Map.of("KEY", "two"));

        assertThat(releases.compare(app.id(), 1, 2))
                .extracting(found -> found.mark() + " " + found.what())
                .containsExactly("ADDED KEY", "CHANGED TOKEN");
        var preview = releases.previewReturn(app.id(), 1);
        assertThat(preview.current()).isEqualTo(2);
        assertThat(preview.doubts()).isEmpty();
        assertThat(preview.stays())
                .anyMatch(sentence -> sentence.contains("stays 2"))
                .anyMatch(sentence -> sentence.contains("stay saved"));
        stranger.signIn();
        assertThatThrownBy(() -> releases.compare(app.id(), 1, 2)).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> releases.previewReturn(app.id(), 1)).isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void doubtsAReturnToAnImageThatNamesAnotherOneOrNone() {
        var app = succeeded(create("shop", null));
        jdbc.update("update release set image_id = 'sha256:older' where number = 1");

        assertThat(releases.previewReturn(app.id(), 1).doubts())
                .singleElement()
                .asString()
                .contains("names another image by now");

        jdbc.update("update release set image = ? where number = 1", AppStoreConfiguration.MISSING_IMAGE);
        assertThat(releases.previewReturn(app.id(), 1).doubts())
                .singleElement()
                .asString()
                .contains("No registry has this image");
    }

    @Test
    void strangersAndSupportersMoveNoDeployment() {
        var app = succeeded(create("shop", null));
        canary(app, 50, 100);

        stranger.signIn();
        assertThatThrownBy(() -> deployments.abort(app.id())).isInstanceOf(PlatformException.NotFound.class);
        Persona.create(jdbc, "sam", "default", "SPACE_SUPPORTER").signIn();
        assertThatThrownBy(() -> deployments.promote(app.id(), 0)).isInstanceOf(PlatformException.Forbidden.class);
    }

    private DeploymentView canary(AppView app, int... shares) {
        var steps = java.util.Arrays.stream(shares)
                .mapToObj(share -> new CanaryStep(share, null))
                .toList();
        var strategy = new DeploymentStrategy.Canary(steps, CanaryGuard.DEFAULT);
        return apps.deployImage(app.id(), "registry.example.com/shop:2", strategy)
                .deployment();
    }

    private String refusalOfCanary(AppView app) {
        return catchThrowableOfType(PlatformException.Conflict.class, () -> canary(app, 50, 100))
                .code();
    }

    private AppView withWorker(AppView app) {
        var worker = ProcessSettings.DEFAULT.withCommand(List.of("work"));
        return apps.configure(app.id(), app.release().settings().with("worker", worker));
    }

    private ProcessSpec spec(AppView app, String type) {
        return ledger.spec(app.process(type).orElseThrow().id()).orElseThrow();
    }

    private AppView create(String name, @Nullable String host) {
        return apps.create(SpacePath.DEFAULT, request(name, "registry.example.com/shop:1", host));
    }

    private AppView succeeded(AppView app) {
        ledger.succeeded(app.deployment().id());
        return apps.get(app.path());
    }

    private AppId deleted(String name) {
        var app = create(name, null);
        apps.delete(app.id(), name);
        ledger.deleted(app.id());
        return app.id();
    }

    private EnvironmentView stage(AppId id, Map<String, String> values) {
        return apps.stage(id, change(values), apps.environment(id).version());
    }

    private List<String> refusal(CreateAppRequest request) {
        var refusal = catchThrowableOfType(PlatformException.class, () -> apps.create(SpacePath.DEFAULT, request));
        return List.of(refusal.code(), refusal.field().orElse(""));
    }

    private static EnvironmentChange change(Map<String, String> values) {
        var secrets = new java.util.HashMap<String, Secret>();
        values.forEach((name, value) -> secrets.put(name, new Secret(value)));
        return new EnvironmentChange(secrets, Set.of());
    }

    private static CreateAppRequest request(String name, String image, @Nullable String host) {
        return new CreateAppRequest(
                name,
                image,
                null,
                InstanceSize.SMALL,
                2,
                HealthCheck.DEFAULT,
                host,
                List.of(),
                Map.of("TOKEN", new Secret("s3cret-value")),
                true);
    }
}
