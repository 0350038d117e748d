package io.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.audit.AuditEntry;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.PlatformException;
import io.slipway.scheduler.PlacementPolicy;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** How a rebalance is ordered and ends, told once and run on each database. */
@SpringBootTest(
        classes = RebalanceStoreConfiguration.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.jpa.hibernate.ddl-auto=validate")
@RecordApplicationEvents
abstract class RebalancesStory {

    private static final Actor MIA = new Actor(Actor.Type.USER, "1", "mia");

    @Autowired
    private Rebalances rebalances;

    @Autowired
    private PlacementSettings settings;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationEvents events;

    private final OrderedMove first = move(RebalanceReason.RULES, "needs disk=ssd, host-a has \"no\" disk → ü");
    private final OrderedMove second = move(RebalanceReason.MEMORY, "free memory 1 GB here, 4 GB there");

    @BeforeEach
    void beginAfresh() {
        if (rebalances.current().isPresent()) {
            rebalances.cancel(MIA);
        }
        jdbc.update("delete from audit_event");
        events.clear();
    }

    @Test
    void whatAdministratorsSetOfPlacementCountsAtOnceAndInPlaceOfTheProperties() {
        jdbc.update("delete from placement_settings");
        settings.set(PlacementPolicy.BIN_PACK, 1.5, MIA);

        assertThat(settings.now())
                .isEqualTo(new PlacementProperties(1.5, Duration.ofMillis(50), PlacementPolicy.BIN_PACK));
        assertThat(newestEntry().detail()).isEqualTo("policy balance → bin-pack, CPU over-commit 8.0 → 1.5");
        assertThat(events.stream(PlacementSettingsChanged.class)).hasSize(1);

        settings.set(PlacementPolicy.BIN_PACK, 1.5, MIA);
        assertThat(events.stream(PlacementSettingsChanged.class))
                .as("nothing new")
                .hasSize(1);
    }

    @Test
    void keepsWhatWasOrderedByWhomAndInWhichOrder() {
        rebalances.start(List.of(first, second), MIA);

        var order = rebalances.current().orElseThrow();
        assertThat(order.moves()).containsExactly(first, second);
        assertThat(order.by()).isEqualTo("mia");
        assertThat(order.since()).isEqualTo(clock.instant());
        assertThat(order.paused()).isFalse();
        assertThat(order.instances()).isEqualTo(2);
        assertThat(newestEntry().action()).isEqualTo("rebalance.start");
        assertThat(events.stream(RebalanceChanged.class)).hasSize(1);
    }

    @Test
    void endsWithItsLastMove() {
        rebalances.start(List.of(first, second), MIA);

        rebalances.done(List.of(first.id(), InstanceId.create()));
        assertThat(rebalances.current().orElseThrow().moves()).containsExactly(second);
        assertThat(rebalances.current().orElseThrow().instances()).isEqualTo(2);

        rebalances.done(List.of(second.id()));
        assertThat(rebalances.current()).isEmpty();
        rebalances.start(List.of(second), MIA);
    }

    @Test
    void isOneAtATime() {
        rebalances.start(List.of(first), MIA);

        assertThat(refusal(() -> rebalances.start(List.of(second), MIA))).isEqualTo("rebalance-under-way");
        assertThat(rebalances.current().orElseThrow().moves()).containsExactly(first);
    }

    @Test
    void pausesGoesOnAndIsCancelled() {
        rebalances.start(List.of(first), MIA);

        rebalances.pause(true, MIA);
        assertThat(rebalances.current().orElseThrow().paused()).isTrue();
        rebalances.pause(false, MIA);
        assertThat(rebalances.current().orElseThrow().paused()).isFalse();
        rebalances.cancel(MIA);

        assertThat(rebalances.current()).isEmpty();
        assertThat(newestEntry().detail()).isEqualTo("1 of 1 left");
        assertThat(refusal(() -> rebalances.cancel(MIA))).isEqualTo("no-rebalance");
        assertThat(refusal(() -> rebalances.pause(true, MIA))).isEqualTo("no-rebalance");
        rebalances.done(List.of(first.id()));
    }

    private static String refusal(Runnable order) {
        return catchThrowableOfType(PlatformException.Conflict.class, order::run)
                .code();
    }

    private AuditEntry newestEntry() {
        return audit.between(Instant.EPOCH, clock.instant().plusSeconds(1), 1).getFirst();
    }

    private static OrderedMove move(RebalanceReason reason, String why) {
        return new OrderedMove(InstanceId.create(), HostId.create(), HostId.create(), reason, why);
    }
}
