package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private final List<Runnable> later = new ArrayList<>();
    private final List<InstanceReport> told = new ArrayList<>();
    private final Reports reports = new Reports(new SteppedClock(), (task, wait) -> later.add(task));

    @BeforeEach
    void connect() {
        reports.connected(message -> told.add(message.getReport()));
    }

    @Test
    void tellsOnlyWhatLasts() {
        put(InstancePhase.PREPARING);
        put(InstancePhase.STARTING);
        put(InstancePhase.RUNNING);
        later.forEach(Runnable::run);

        assertThat(told).extracting(InstanceReport::getPhase).containsExactly(InstancePhase.RUNNING);
    }

    @Test
    void tellsAPhaseThatGoesOn() {
        put(InstancePhase.STARTING);
        later.forEach(Runnable::run);

        assertThat(told).extracting(InstanceReport::getPhase).containsExactly(InstancePhase.STARTING);
    }

    @Test
    void tellsTheProgressOfAPullAtOnce() {
        reports.put(InstanceReport.newBuilder()
                .setInstanceId("one")
                .setPhase(InstancePhase.PREPARING)
                .setProgress("pulling 40 %"));

        assertThat(told).extracting(InstanceReport::getProgress).containsExactly("pulling 40 %");
    }

    @Test
    void tellsNothingTwiceToAServerThatHasJustConnected() {
        put(InstancePhase.STARTING);
        told.clear();
        reports.connected(message -> told.add(message.getReport()));
        later.forEach(Runnable::run);

        assertThat(told).hasSize(1);
    }

    private void put(InstancePhase phase) {
        reports.put(InstanceReport.newBuilder().setInstanceId("one").setPhase(phase));
    }
}
