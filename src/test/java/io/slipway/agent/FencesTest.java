package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencesTest {

    private static final Duration LEASE = Duration.ofMillis(9_500);
    private static final Sandbox SANDBOX = new Sandbox("0123456789abcdef", "10.210.32.2", 42);

    @TempDir
    private Path processes;

    private final LocalInstance instance = new LocalInstance(assigned(false, false));
    private Fences fences;
    private Path lease;

    @BeforeEach
    void build() throws IOException {
        var memory = Files.createDirectories(processes.resolve("42/root/dev/shm"));
        lease = Files.createFile(memory.resolve("slipway-0199-instance"));
        Files.createDirectories(processes.resolve("42/root/proc"));
        setTime("1000.00");
        fences = new Fences(processes);
        fences.connected(LEASE);
    }

    @Test
    void nothingBeginsBeforeAHeartbeatWasAcknowledged() throws IOException {
        assertThat(fences.mayBegin(instance)).isFalse();
        fences.beat(1);
        assertThat(fences.mayBegin(instance)).isFalse();

        fences.acknowledged(1);
        assertThat(fences.mayBegin(instance)).isTrue();
    }

    @Test
    void theLeaseRunsFromTheSendingOfTheHeartbeatThatWasAcknowledged() throws Exception {
        beatAndHear(1);
        fences.arm(instance, SANDBOX);
        assertThat(lease).hasContent("100950");

        setTime("1001.00");
        fences.beat(2);
        setTime("1004.00");
        fences.acknowledged(2);

        assertThat(lease).hasContent("101050");
    }

    @Test
    void anAcknowledgementOfWhatWasNeverSentRenewsNothing() throws Exception {
        beatAndHear(1);
        fences.arm(instance, SANDBOX);
        setTime("1002.00");

        fences.acknowledged(1);
        fences.acknowledged(9);

        assertThat(lease).hasContent("100950");
    }

    @Test
    void whatIsOverIsNeverRenewed() throws Exception {
        beatAndHear(1);
        fences.arm(instance, SANDBOX);
        setTime("1009.50");
        assertThat(fences.isOver(instance.id())).isTrue();

        beatAndHear(2);

        assertThat(lease).hasContent("100950");
    }

    @Test
    void countsByTheClockThatThePauseProcessSees() throws Exception {
        beatAndHear(1);
        setPauseTime("77.00");

        fences.arm(instance, SANDBOX);

        assertThat(lease).hasContent("8650");
    }

    @Test
    void beginsNothingWithALeaseThatIsHalfOver() throws IOException {
        beatAndHear(1);
        setTime("1004.75");

        assertThat(fences.mayBegin(instance)).isFalse();
    }

    @Test
    void armsNothingThatIsToEnd() throws IOException {
        beatAndHear(1);
        instance.want(assigned(false, true));

        assertThat(fences.mayBegin(instance)).isFalse();
        assertThatThrownBy(() -> fences.arm(instance, SANDBOX)).isInstanceOf(RuntimeFailure.class);
        assertThat(lease).isEmptyFile();
    }

    @Test
    void anotherProcessOfTheAgentGoesOnRenewing() throws Exception {
        beatAndHear(1);
        fences.arm(instance, SANDBOX);
        var next = new Fences(processes);
        next.connected(LEASE);
        assertThat(next.adopt(instance.id(), SANDBOX)).isTrue();

        setTime("1003.00");
        next.beat(1);
        next.acknowledged(1);

        assertThat(lease).hasContent("101250");
    }

    @Test
    void aSandboxThatWouldNotEndByItselfIsNotTakenOver() {
        assertThat(fences.adopt("0199-another", SANDBOX)).isFalse();
    }

    @Test
    void whatIsForgottenOrGoneIsLeftAlone() throws Exception {
        beatAndHear(1);
        fences.arm(instance, SANDBOX);
        Files.delete(lease);
        setTime("1001.00");

        beatAndHear(2);
        assertThat(lease).doesNotExist();
    }

    private void beatAndHear(long sequence) {
        fences.beat(sequence);
        fences.acknowledged(sequence);
    }

    private void setTime(String seconds) throws IOException {
        Files.writeString(processes.resolve("uptime"), seconds + " 1.00\n");
        setPauseTime(seconds);
    }

    private void setPauseTime(String seconds) throws IOException {
        Files.writeString(processes.resolve("42/root/proc/uptime"), seconds + " 1.00\n");
    }

    private static AssignedInstance assigned(boolean stop, boolean ending) {
        return AssignedInstance.newBuilder()
                .setInstanceId("0199-instance")
                .setStop(stop)
                .setEnding(ending)
                .setRunSpec(RunSpec.newBuilder().setAtMostOne(true))
                .build();
    }
}
