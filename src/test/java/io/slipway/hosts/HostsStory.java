package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.reset;

import io.slipway.audit.AuditEntry;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** How hosts come and go, told once and run on each database. */
@SpringBootTest(
        classes = HostStoreConfiguration.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.jpa.hibernate.ddl-auto=validate", "spring.grpc.server.port=7443"})
@RecordApplicationEvents
abstract class HostsStory {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    @Autowired
    private JoinTokenService invitations;

    @Autowired
    private JoinTokens tokens;

    @Autowired
    private HostRegistry registry;

    @Autowired
    private HostService hosts;

    @Autowired
    private PlacedInstances placed;

    @Autowired
    private AccessPolicy access;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationEvents events;

    @BeforeEach
    void beginAfresh() {
        reset(access, placed);
        registry.all().forEach(host -> hosts.remove(host.id(), true));
        for (var table : List.of("removed_host", "join_token", "audit_event")) {
            jdbc.update("delete from " + table);
        }
        events.clear();
    }

    @Test
    void letsOneHostInOnce() {
        var made = invitations.create("host-b");

        assertThat(made.expiresAt()).isEqualTo(clock.instant().plus(LIFETIME));
        assertThat(redeem(made)).contains("host-b");
        assertThat(redeem(made)).as("replayed").isEmpty();
    }

    @Test
    void letsNobodyInAfterFifteenMinutes() {
        var made = invitations.create("host-b");

        clock.advance(LIFETIME);

        assertThat(redeem(made)).isEmpty();
    }

    @Test
    void keepsTheNewestTokenOfANameOnly() {
        var first = invitations.create("host-b");
        var second = invitations.create("host-b");

        assertThat(redeem(first)).isEmpty();
        assertThat(redeem(second)).contains("host-b");
    }

    @Test
    void invitesNobodyUnderTheNameOfAHostThatIsThere() {
        join("host-b");

        var refused = catchThrowableOfType(PlatformException.Conflict.class, () -> invitations.create("host-b"));

        assertThat(refused.code()).isEqualTo("name-taken");
        assertThat(refused.field()).contains("name");
        assertThat(refused.sentence()).contains("host-b", "remove that host first");
    }

    @Test
    void givesAHostThatNeverCameAnotherTry() {
        var first = registry.enrol("host-b");

        assertThat(redeem(invitations.create("host-b"))).contains("host-b");
        assertThat(registry.enrol("host-b")).isEqualTo(first);
    }

    @Test
    void letsNoSecondHostTakeANameOver() {
        join("host-b");

        assertThat(catchThrowableOfType(PlatformException.Conflict.class, () -> registry.enrol("host-b"))
                        .code())
                .isEqualTo("name-taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Host-B",
                "host_b",
                "-host",
                "host-",
                "host.example.com",
                "a23456789012345678901234567890123456789012345678901234567890abcd"
            })
    void refusesNamesThatAreNoDnsLabels(String name) {
        var refused = catchThrowableOfType(PlatformException.Invalid.class, () -> invitations.create(name));

        assertThat(refused.code()).isEqualTo("invalid-name");
        assertThat(refused.field()).contains("name");
    }

    @Test
    void invitesForAdministratorsOnly() {
        willThrow(new PlatformException.Forbidden("Ask an administrator."))
                .given(access)
                .requirePlatform(Permission.PLATFORM_ADMIN);

        assertThat(catchThrowableOfType(PlatformException.Forbidden.class, () -> invitations.create("host-b")))
                .isNotNull();
        assertThat(jdbc.queryForObject("select count(*) from join_token", Integer.class))
                .isZero();
    }

    @Test
    void writesDownWhoInvitedWhomAndNoSecret() {
        var made = invitations.create("host-b");

        var entry = newestEntry();
        assertThat(entry.action()).isEqualTo("host.invite");
        assertThat(entry.toString())
                .contains("mia", "host-b")
                .doesNotContain(made.token().reveal());
        assertThat(made.toString()).doesNotContain(made.token().reveal());
    }

    @Test
    void namesTheCommandToRunOnTheNewHost() {
        var made = invitations.create("host-b");
        var token = made.token().reveal();

        assertThat(made.command("console.example.com").reveal())
                .isEqualTo("./slipway agent --server console.example.com:7443 --token " + token);
        assertThat(made.command("fd00::7").reveal()).contains("--server [fd00::7]:7443 ");
    }

    @Test
    void removesNoHostThatHoldsInstancesUnlessForced() {
        var host = join("host-b");
        given(placed.on(host)).willReturn(3);

        var refused = catchThrowableOfType(PlatformException.Conflict.class, () -> hosts.remove(host, false));

        assertThat(refused.code()).isEqualTo("host-in-use");
        assertThat(refused.field()).contains("force");
        assertThat(refused.sentence()).contains("3 instances");
        assertThat(registry.find(host)).isPresent();

        hosts.remove(host, true);
        assertThat(registry.find(host)).isEmpty();
        assertThat(newestEntry().action()).isEqualTo("host.remove");
    }

    @Test
    void endsEveryCertificateOfARemovedHostEvenOneThatIsNotUsedYet() {
        var host = join("host-b");
        registry.offer(host, "renewed");
        assertThat(registry.trusts(host, "joined")).isTrue();

        hosts.remove(host, false);

        assertThat(registry.trusts(host, "joined")).isFalse();
        assertThat(registry.trusts(host, "renewed")).isFalse();
        assertThat(catchThrowableOfType(PlatformException.NotFound.class, () -> registry.offer(host, "another")))
                .isNotNull();
        assertThat(registry.wasRemoved(host)).isTrue();
        assertThat(registry.wasRemoved(HostId.create())).as("never known").isFalse();
        assertThat(events.stream(HostRemoved.class)).containsExactly(new HostRemoved(host));
        assertThat(events.stream(HostChanged.class)).contains(new HostChanged(host));
    }

    @Test
    void givesTheSubnetOfARemovedHostToNobody() {
        var host = join("host-b");
        var subnet = registry.find(host).orElseThrow().subnet();
        hosts.remove(host, false);

        var again = join("host-b");

        assertThat(again).isNotEqualTo(host);
        assertThat(registry.find(again).orElseThrow().subnet()).isNotEqualTo(subnet);
    }

    @Test
    void keepsWhatIsSaidOfAHostAndWhatIsReservedThere() {
        var host = join("host-b");
        events.clear();
        var labels = Labels.parse("disk=ssd, zone=a, gpu", "labels");

        hosts.change(host, new HostChange(labels, null));
        hosts.change(host, new HostChange(null, DataSize.ofMebibytes(1024)));

        var view = registry.find(host).orElseThrow();
        assertThat(view.labels()).isEqualTo(labels);
        assertThat(view.reservedMemory()).isEqualTo(DataSize.ofMebibytes(1024));
        assertThat(events.stream(HostChanged.class)).hasSize(2);
        assertThat(newestEntry().action()).isEqualTo("host.change");
        assertThat(newestEntry().detail()).isEqualTo("reserved memory 0 → 1024 MB");
    }

    @Test
    void aChangeThatChangesNothingIsNone() {
        var host = join("host-b");
        events.clear();

        hosts.change(host, new HostChange(Labels.NONE, new DataSize(0)));

        assertThat(events.stream(HostChanged.class)).isEmpty();
    }

    @Test
    void leavesSomeMemoryToInstances() {
        var host = join("host-b");

        var refused = catchThrowableOfType(
                PlatformException.Invalid.class,
                () -> hosts.change(host, new HostChange(null, new DataSize(8L << 30))));

        assertThat(refused.code()).isEqualTo("invalid-reserved-memory");
        assertThat(refused.sentence()).contains("host-b has 8192 MB");
        assertThat(registry.find(host).orElseThrow().reservedMemory().bytes()).isZero();
    }

    @Test
    void believesAHostWhatItSaysOfItselfUntilAnAdministratorSaysSomethingElse() {
        var host = registry.enrol("host-l");

        registry.introduce(host, Labels.parse("disk=ssd", "labels"));
        assertThat(registry.find(host).orElseThrow().labels()).isEqualTo(Labels.parse("disk=ssd", "labels"));

        hosts.change(host, new HostChange(Labels.parse("disk=hdd", "labels"), null));
        registry.introduce(host, Labels.parse("disk=ssd", "labels"));
        assertThat(registry.find(host).orElseThrow().labels()).isEqualTo(Labels.parse("disk=hdd", "labels"));
    }

    @Test
    void labelsForAdministratorsOnly() {
        var host = join("host-b");
        willThrow(new PlatformException.Forbidden("Ask an administrator."))
                .given(access)
                .requirePlatform(any());

        assertThat(catchThrowableOfType(
                        PlatformException.Forbidden.class,
                        () -> hosts.change(host, new HostChange(Labels.parse("gpu", "labels"), null))))
                .isNotNull();
        assertThat(registry.find(host).orElseThrow().labels()).isEqualTo(Labels.NONE);
    }

    @Test
    void hearsNoHeartbeatOfARemovedHost() {
        var host = join("host-b");
        hosts.remove(host, false);
        events.clear();

        registry.heartbeat(host, new HostPulse(4, ""));

        assertThat(events.stream(HostChanged.class)).isEmpty();
    }

    @Test
    void removesForAdministratorsOnly() {
        var host = join("host-b");
        willThrow(new PlatformException.Forbidden("Ask an administrator."))
                .given(access)
                .requirePlatform(any());

        assertThat(catchThrowableOfType(PlatformException.Forbidden.class, () -> hosts.remove(host, true)))
                .isNotNull();
        assertThat(registry.find(host)).isPresent();
    }

    private HostId join(String name) {
        var host = registry.enrol(name);
        registry.trust(host, "joined");
        registry.connected(host, new HostFacts("10.0.0.7", 8000, 4000, 8L << 30, "1", "20.10"));
        return host;
    }

    private Optional<String> redeem(NewJoinToken made) {
        return tokens.redeem(made.token().reveal());
    }

    private AuditEntry newestEntry() {
        return audit.between(Instant.EPOCH, clock.instant().plusSeconds(1), 1).getFirst();
    }
}
