package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.slipway.autoscale.AutoscaleChanged;
import io.slipway.autoscale.AutoscaleLedger;
import io.slipway.autoscale.AutoscaleLedger.Watched;
import io.slipway.autoscale.AutoscaleMove;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.AutoscaleService;
import io.slipway.autoscale.Autoscaler;
import io.slipway.autoscale.Decision;
import io.slipway.autoscale.Load;
import io.slipway.autoscale.Signal;
import io.slipway.autoscale.Situation;
import io.slipway.iam.SpacePath;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Policies, moves and people who scale, told once and run on each database. */
@SpringBootTest(
        classes = AppStoreConfiguration.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.jpa.hibernate.ddl-auto=validate", "spring.jpa.open-in-view=false"})
@RecordApplicationEvents
abstract class AutoscaleStory {

    private static final AutoscalePolicy POLICY = AutoscalePolicy.between(2, 8, new AutoscaleRule(Signal.CPU, 60));
    private static final String WEB = "web";

    @Autowired
    private AppService apps;

    @Autowired
    private DeploymentLedger deployments;

    @Autowired
    private AutoscaleService autoscale;

    @Autowired
    private AutoscaleLedger ledger;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationEvents events;

    private Persona developer;
    private Persona stranger;
    private AppId shop;

    @BeforeEach
    void signIn() {
        for (var table : List.of(
                "autoscale_move",
                "autoscale_policy",
                "network_policy",
                "route",
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
        shop = create("shop");
        apps.scale(shop, 4);
    }

    /** Its neighbour in the same database knows nothing of policies. */
    @AfterEach
    void leaveNothing() {
        jdbc.update("delete from autoscale_move");
        jdbc.update("delete from autoscale_policy");
        Persona.signOut();
    }

    @Test
    void keepsAPolicyAndTellsTheLoop() {
        var saved = autoscale.save(shop, WEB, POLICY);

        assertThat(saved.policy()).isEqualTo(POLICY);
        assertThat(saved.changedBy()).isEqualTo("mia");
        assertThat(autoscale.get(shop, WEB)).isEqualTo(saved);
        assertThat(watched().policy()).isEqualTo(POLICY);
        assertThat(watched().lastMove()).isNull();
        assertThat(events.stream(AutoscaleChanged.class)).hasSize(1);
        assertThat(apps.events(shop, 1).getFirst().text()).isEqualTo("autoscales web at 2–8 by CPU 60 %");
    }

    @Test
    void savesInPlaceOfTheOneBefore() {
        autoscale.save(shop, WEB, POLICY);

        autoscale.save(shop, WEB, AutoscalePolicy.between(1, 3, new AutoscaleRule(Signal.LATENCY, 200)));

        assertThat(autoscale.get(shop, WEB).policy().maximum()).isEqualTo(3);
        assertThat(watched().policy().maximum()).isEqualTo(3);
    }

    @Test
    void carriesAMoveOutOnceWithTrailAndHistory() {
        autoscale.save(shop, WEB, POLICY);
        var decision = decision(4, 90);

        assertThat(ledger.move(watched(), decision)).isTrue();
        assertThat(ledger.move(watched(), decision))
                .as("the same decision again")
                .isFalse();

        assertThat(apps.get(shop).wantedInstances()).isEqualTo(6);
        assertThat(autoscale.history(shop, WEB, 10)).singleElement().satisfies(move -> {
            assertThat(move.from()).isEqualTo(4);
            assertThat(move.to()).isEqualTo(6);
            assertThat(move.by()).isEqualTo("autoscaler");
            assertThat(move.reason()).isEqualTo("CPU 90 %, target 60 %, asks for 6");
            assertThat(move.readings().getFirst().value()).isEqualTo(90);
        });
        assertThat(apps.events(shop, 1).getFirst()).satisfies(event -> {
            assertThat(event.actor()).isEqualTo("autoscaler");
            assertThat(event.text()).isEqualTo("scaled from 4 to 6: CPU 90 %, target 60 %, asks for 6");
        });
        assertThat(watched().lastMove()).isNotNull();
    }

    @Test
    void aPolicyThatChangedMeanwhileMovesNothing() {
        autoscale.save(shop, WEB, POLICY);
        var before = watched();
        autoscale.save(shop, WEB, AutoscalePolicy.between(4, 4, new AutoscaleRule(Signal.CPU, 60)));

        assertThat(ledger.move(before, decision(4, 90))).isFalse();
        assertThat(apps.get(shop).wantedInstances()).isEqualTo(4);
    }

    @Test
    void anAppThatWasStoppedMeanwhileStaysAsItIs() {
        autoscale.save(shop, WEB, POLICY);
        apps.stop(shop);

        assertThat(ledger.move(watched(), decision(4, 90))).isFalse();
        assertThat(autoscale.history(shop, WEB, 10)).isEmpty();
    }

    @Test
    void whoScalesByHandKeepsToTheBoundsAndIsInTheHistory() {
        autoscale.save(shop, WEB, POLICY);

        var refusal = catchThrowableOfType(PlatformException.Conflict.class, () -> apps.scale(shop, 9));
        assertThat(refusal.code()).isEqualTo("autoscale-bounds");
        assertThat(refusal.field()).contains("instances");
        assertThat(refusal.sentence()).startsWith("The autoscaler keeps it at 2–8 instances.");
        assertThat(apps.get(shop).wantedInstances()).isEqualTo(4);

        apps.scale(shop, 5);
        apps.scale(shop, 5);
        apps.scale(shop, 0);

        assertThat(autoscale.history(shop, WEB, 10))
                .extracting(AutoscaleMove::from, AutoscaleMove::to, AutoscaleMove::by)
                .containsExactly(tuple(5, 0, "mia"), tuple(4, 5, "mia"));
    }

    @Test
    void aPolicyThatIsOffBindsNobody() {
        autoscale.save(shop, WEB, POLICY);
        autoscale.save(shop, WEB, off());

        apps.scale(shop, 20);

        assertThat(ledger.enabled()).isEmpty();
        assertThat(autoscale.history(shop, WEB, 10)).isEmpty();
        assertThat(autoscale.get(shop, WEB).latest()).isNull();
    }

    @Test
    void historyIsBounded() {
        autoscale.save(shop, WEB, POLICY);
        apps.scale(shop, 5);
        for (int i = 1; i <= 204; i++) {
            jdbc.update(
                    "insert into autoscale_move select ?, process_id, app_id, organization_id, space_id, ?, 4, 5,"
                            + " 'mia', 'scaled by hand', '[]', 0 from autoscale_policy",
                    UUID.randomUUID(),
                    OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(i));
        }
        apps.scale(shop, 6);

        assertThat(jdbc.queryForObject("select count(*) from autoscale_move", Integer.class))
                .isEqualTo(200);
        assertThat(autoscale.history(shop, WEB, 1000)).hasSize(200);
        assertThat(autoscale.history(shop, WEB, 3)).hasSize(3);
    }

    @Test
    void removesAPolicyAndLeavesTheInstances() {
        autoscale.save(shop, WEB, POLICY);

        autoscale.remove(shop, WEB);
        autoscale.remove(shop, WEB);

        assertThat(autoscale.find(shop, WEB)).isEmpty();
        assertThat(ledger.enabled()).isEmpty();
        assertThat(apps.get(shop).wantedInstances()).isEqualTo(4);
        assertThatThrownBy(() -> autoscale.get(shop, WEB)).isInstanceOf(PlatformException.NotFound.class);
    }

    @Test
    void goesWithItsApp() {
        autoscale.save(shop, WEB, POLICY);
        apps.scale(shop, 5);

        apps.delete(shop, "shop");
        deployments.deleted(shop);

        assertThat(jdbc.queryForObject("select count(*) from autoscale_policy", Integer.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from autoscale_move", Integer.class))
                .isZero();
        assertThat(ledger.enabled()).isEmpty();
    }

    @Test
    void strangersAndReadersAreKeptOut() {
        autoscale.save(shop, WEB, POLICY);
        stranger.signIn();

        assertThatThrownBy(() -> autoscale.get(shop, WEB)).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> autoscale.save(shop, WEB, POLICY)).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> autoscale.remove(shop, WEB)).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> autoscale.history(shop, WEB, 1)).isInstanceOf(PlatformException.NotFound.class);
        assertThatThrownBy(() -> autoscale.preview(shop, WEB, POLICY)).isInstanceOf(PlatformException.NotFound.class);

        Persona.create(jdbc, "rob", "default", "SPACE_AUDITOR").signIn();
        assertThat(autoscale.get(shop, WEB).policy()).isEqualTo(POLICY);
        assertThatThrownBy(() -> autoscale.save(shop, WEB, POLICY)).isInstanceOf(PlatformException.Forbidden.class);
        assertThatThrownBy(() -> autoscale.remove(shop, WEB)).isInstanceOf(PlatformException.Forbidden.class);
    }

    @Test
    void onlyProcessesThatTheAppHasCanBeScaled() {
        assertThatThrownBy(() -> autoscale.save(shop, "worker", POLICY))
                .isInstanceOf(PlatformException.NotFound.class)
                .hasMessage("shop has no process worker.");
    }

    private Watched watched() {
        return ledger.of(apps.get(shop).web().id()).orElseThrow();
    }

    private static Decision decision(int current, double percent) {
        var now = Instant.parse("2026-03-02T10:00:00Z");
        var load = new Load(now, current, 0, current * percent, 0, 0, Double.NaN);
        return Autoscaler.decide(POLICY, Situation.plain(now, current, List.of(load), null));
    }

    private static AutoscalePolicy off() {
        return new AutoscalePolicy(
                false, 2, 8, POLICY.rules(), List.of(), POLICY.coolDownUp(), POLICY.coolDownDown(), 4);
    }

    private AppId create(String name) {
        return apps.create(
                        SpacePath.DEFAULT,
                        new CreateAppRequest(
                                name,
                                "registry.example.com/shop:1",
                                null,
                                InstanceSize.SMALL,
                                2,
                                HealthCheck.DEFAULT,
                                null,
                                List.of(),
                                Map.of(),
                                true))
                .id();
    }
}
