package io.slipway.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.RunSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of instances promises; each implementation runs all of it. Processes are fresh, so rows need no cleaning. */
abstract class InstanceStoreContract {

    ProcessId process = ProcessId.create();
    HostId host = HostId.create();
    AppId app = AppId.create();
    SpaceId space = SpaceId.create();

    abstract InstanceStore store();

    /** Announcements since the test began. */
    abstract List<InstanceChanged> announced();

    @Test
    void keepsWhatWasInsertedWithItsRunSpec() {
        var made = insert(0, 1);

        var row = store().find(made).orElseThrow();

        assertThat(row.state()).isEqualTo(InstanceState.PENDING);
        assertThat(row.desired()).isEqualTo(DesiredState.RUNNING);
        assertThat(row.releaseNumber()).isEqualTo(7);
        assertThat(row.restartToken()).isEqualTo("token");
        assertThat(row.memory().toMebibytes()).isEqualTo(256);
        assertThat(row.placement()).isEqualTo(rules());
        assertThat(store().runSpecs(List.of(made, InstanceId.create()))).containsExactly(Map.entry(made, runSpec()));
        assertThat(store().processesWithInstances()).contains(process);
        assertThat(announced()).extracting(InstanceChanged::instanceId).containsExactly(made);
    }

    @Test
    void leavesATakenPositionAlone() {
        var first = insert(0, 1);
        insert(0, 1);

        assertThat(store().ofProcess(process)).extracting(InstanceRecord::id).containsExactly(first);
    }

    @Test
    void placesManyAtOnceAndSkipsWhatDoesNotWait() {
        var here = insert(0, 1);
        var there = insert(1, 1);
        var stopped = insert(2, 1);
        store().stop(List.of(stopped));
        var other = HostId.create();

        store().assignAll(Map.of(host, List.of(here, stopped), other, List.of(there)));

        assertThat(store().onHost(host)).extracting(InstanceRecord::id).containsExactly(here);
        assertThat(store().onHost(other)).extracting(InstanceRecord::id).containsExactly(there);
        assertThat(store().placedOf(app)).extracting(InstanceRecord::id).containsExactlyInAnyOrder(here, there);
    }

    @Test
    void aReportThatIsKnownSaysNothingNew() {
        var id = insert(0, 1);
        store().assign(host, List.of(id));
        var report = InstanceReport.newBuilder()
                .setInstanceId(id.toString())
                .setPhase(InstancePhase.RUNNING)
                .setReady(true)
                .setAddress("10.224.0.9")
                .build();
        assertThat(saysNothingNew(id, report)).isFalse();
        store().report(host, report);

        assertThat(saysNothingNew(id, report)).isTrue();
        assertThat(saysNothingNew(id, report.toBuilder().setReady(false).build()))
                .isFalse();
        assertThat(saysNothingNew(id, report.toBuilder().setRestarts(1).build()))
                .isFalse();
        assertThat(saysNothingNew(id, report.toBuilder().setExitCode(0).build()))
                .isFalse();
        assertThat(saysNothingNew(
                        id, report.toBuilder().setPhase(InstancePhase.STOPPED).build()))
                .isFalse();
    }

    private boolean saysNothingNew(InstanceId id, InstanceReport report) {
        return ReportRules.saysNothingNew(store().find(id).orElseThrow(), report);
    }

    @Test
    void ordersRowsByIndexThenIncarnation() {
        insert(1, 1);
        insert(0, 2);
        insert(0, 1);

        assertThat(store().ofProcess(process))
                .extracting(row -> row.index() + "/" + row.incarnation())
                .containsExactly("0/1", "0/2", "1/1");
    }

    @Test
    void placesOnlyWhatWaits() {
        var waiting = insert(0, 1);
        var stopped = insert(1, 1);
        store().stop(List.of(stopped));
        store().placementErrors(Map.of(waiting, "no host has joined yet"));

        store().assign(host, List.of(waiting, stopped));

        assertThat(store().onHost(host)).extracting(InstanceRecord::id).containsExactly(waiting);
        assertThat(store().placed()).extracting(InstanceRecord::id).contains(waiting);
        assertThat(store().pending()).extracting(InstanceRecord::id).doesNotContain(waiting, stopped);
        assertThat(store().find(waiting).orElseThrow().placementError()).isNull();
        assertThat(store().find(stopped).orElseThrow().state()).isEqualTo(InstanceState.STOPPED);
    }

    @Test
    void announcesAPlacementErrorOnce() {
        var waiting = insert(0, 1);

        store().placementErrors(Map.of(waiting, "no host is ready"));
        store().placementErrors(Map.of(waiting, "no host is ready"));

        assertThat(store().find(waiting).orElseThrow().placementError()).isEqualTo("no host is ready");
        assertThat(announced()).hasSize(2);
    }

    @Test
    void ordersAMoveAndTakesItBack() {
        var id = assigned(0);
        report(id, InstancePhase.RUNNING, true);
        int before = announced().size();

        store().move(List.of(id));
        store().move(List.of(id));
        assertThat(store().find(id).orElseThrow().moving()).isTrue();
        assertThat(store().find(id).orElseThrow().routable()).isTrue();

        store().stay(List.of(id));
        store().stay(List.of(id));
        assertThat(store().find(id).orElseThrow().moving()).isFalse();
        assertThat(announced()).hasSize(before + 2);
    }

    @Test
    void movesOnlyWhatHasAHostAndShouldRun() {
        var waiting = insert(0, 1);
        var stopping = assigned(1);
        store().stop(List.of(stopping));

        store().move(List.of(waiting, stopping));

        assertThat(store().ofProcess(process)).noneMatch(InstanceRecord::moving);
    }

    @Test
    void takesNoMoveBackOnceItsEndIsOrdered() {
        var id = assigned(0);
        store().move(List.of(id));
        store().stop(List.of(id));

        store().stay(List.of(id));

        assertThat(store().find(id).orElseThrow().moving()).isTrue();
    }

    @Test
    void followsReportsForwardOnly() {
        var id = assigned(0);

        assertThat(report(id, InstancePhase.RUNNING, true)).isEqualTo(ReportOutcome.CHANGED);
        assertThat(report(id, InstancePhase.RUNNING, true)).isEqualTo(ReportOutcome.UNCHANGED);
        assertThat(report(id, InstancePhase.STARTING, false)).isEqualTo(ReportOutcome.UNCHANGED);

        var row = store().find(id).orElseThrow();
        assertThat(row.state()).isEqualTo(InstanceState.RUNNING);
        assertThat(row.routable()).isTrue();
        assertThat(row.address()).isEqualTo("10.210.7.2");
    }

    @Test
    void refusesReportsOfAnotherHost() {
        var id = assigned(0);

        assertThat(store().report(
                                HostId.create(),
                                message(id, InstancePhase.RUNNING, true).build()))
                .isEqualTo(ReportOutcome.REFUSED);
        assertThat(store().find(id).orElseThrow().state()).isEqualTo(InstanceState.ASSIGNED);
    }

    @Test
    void neverRoutesToWhatShouldStop() {
        var id = assigned(0);
        report(id, InstancePhase.RUNNING, true);

        store().stop(List.of(id));
        report(id, InstancePhase.RUNNING, true);

        assertThat(store().find(id).orElseThrow().routable()).isFalse();
    }

    @Test
    void tellsWhichChangesRoutersMustHearOf() {
        var id = assigned(0);
        report(id, InstancePhase.STARTING, false);
        assertThat(announced()).noneMatch(InstanceChanged::isPastStart);

        report(id, InstancePhase.RUNNING, true);
        store().report(
                        host,
                        message(id, InstancePhase.STARTING, false)
                                .setRestarts(1)
                                .build());

        assertThat(announced()).filteredOn(InstanceChanged::isPastStart).hasSize(2);
    }

    @Test
    void takesTrafficAwayWhileTheReadinessProbeFails() {
        var id = assigned(0);
        report(id, InstancePhase.RUNNING, true);

        report(id, InstancePhase.RUNNING, false);

        assertThat(store().find(id).orElseThrow().routable()).isFalse();
    }

    @Test
    void keepsTheCauseOfAnEndAndNothingMovesItAgain() {
        var id = assigned(0);
        report(id, InstancePhase.RUNNING, true);

        store().report(
                        host,
                        message(id, InstancePhase.FAILED, false)
                                .setExitCode(137)
                                .setOutOfMemory(true)
                                .setReason("out-of-memory")
                                .setDetail("It used more than 256 MB.")
                                .build());
        store().markLost(List.of(id));

        var row = store().find(id).orElseThrow();
        assertThat(row.state()).isEqualTo(InstanceState.FAILED);
        assertThat(row.exitCode()).isEqualTo(137);
        assertThat(row.outOfMemory()).isTrue();
        assertThat(row.detail()).isEqualTo("It used more than 256 MB.");
        assertThat(row.address()).isEqualTo("10.210.7.2");
        assertThat(row.routable()).isFalse();
    }

    @Test
    void believesAnAgentThatRestartedByItself() {
        var id = assigned(0);
        report(id, InstancePhase.RUNNING, true);

        store().report(
                        host,
                        message(id, InstancePhase.STARTING, false)
                                .setRestarts(2)
                                .build());

        var row = store().find(id).orElseThrow();
        assertThat(row.state()).isEqualTo(InstanceState.RUNNING);
        assertThat(row.routable()).isFalse();
        assertThat(row.restarts()).isEqualTo(2);
    }

    @Test
    void saysOnceThatACrashIsTheLastOneAndKeepsItsCause() {
        var id = insert(0, 1);
        store().assign(host, List.of(id));
        store().giveUp(List.of(id));
        assertThat(store().find(id).orElseThrow().isGivenUp())
                .as("it has not crashed")
                .isFalse();
        store().report(
                        host,
                        InstanceReport.newBuilder()
                                .setInstanceId(id.toString())
                                .setPhase(InstancePhase.FAILED)
                                .setReason("exited")
                                .setDetail("The app exited with code 7.")
                                .build());
        int before = announced().size();

        store().giveUp(List.of(id));
        store().giveUp(List.of(id));

        var row = store().find(id).orElseThrow();
        assertThat(row.isGivenUp()).isTrue();
        assertThat(row.detail()).startsWith("The app exited with code 7. ").contains("Restart the app");
        assertThat(announced()).hasSize(before + 1);
    }

    @Test
    void forgetsOnlyHistory() {
        var living = assigned(0);
        var lost = assigned(1);
        store().markLost(List.of(lost));

        store().forget(List.of(living, lost));

        assertThat(store().ofProcess(process)).extracting(InstanceRecord::id).containsExactly(living);
    }

    InstanceId insert(int index, int incarnation) {
        var id = InstanceId.create();
        store().insert(List.of(new NewInstance(
                id,
                app,
                process,
                space,
                OrganizationId.create(),
                index,
                incarnation,
                ReleaseId.create(),
                runSpec(),
                null,
                rules())));
        return id;
    }

    private static PlacementRules rules() {
        return PlacementRules.parse("disk=ssd, zone in (a, b)", 2, true).besideSidecars();
    }

    private InstanceId assigned(int index) {
        var id = insert(index, 1);
        store().assign(host, List.of(id));
        return id;
    }

    private ReportOutcome report(InstanceId id, InstancePhase phase, boolean ready) {
        return store().report(host, message(id, phase, ready).build());
    }

    private static InstanceReport.Builder message(InstanceId id, InstancePhase phase, boolean ready) {
        return InstanceReport.newBuilder()
                .setInstanceId(id.toString())
                .setPhase(phase)
                .setReady(ready)
                .setAddress("10.210.7.2");
    }

    private static RunSpec runSpec() {
        return RunSpec.newBuilder()
                .setReleaseNumber(7)
                .setRestartToken("token")
                .setMemoryBytes(256L << 20)
                .setCpuMillis(250)
                .setPort(8080)
                .putEnvironment("GREETING", "hello")
                .build();
    }
}
