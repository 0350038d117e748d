package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import io.slipway.instances.HostReport;
import io.slipway.instances.InstanceLedger;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports on their way into the store, which refuses some of them for a while. */
class ReportIntakeTest {

    private final HostId host = HostId.create();
    private final List<Integer> writes = Collections.synchronizedList(new ArrayList<>());
    private final List<InstanceReport> written = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AgentSession session = mock(AgentSession.class);
    private final InstanceLedger ledger = mock(InstanceLedger.class);
    private final ReportIntake intake = new ReportIntake(ledger, mock(RoutingFeed.class));

    @BeforeEach
    void write() {
        when(session.host()).thenReturn(host);
        when(session.isOpen()).thenReturn(true);
        doAnswer(call -> acknowledged.add(call.getArgument(0))).when(session).acknowledge(anyLong());
        doAnswer(call -> record(call.getArgument(0))).when(ledger).record(any());
    }

    private Object record(List<HostReport> reports) {
        if (reports.stream().anyMatch(each -> refused.contains(each.report().getInstanceId()))) {
            throw new IllegalStateException("The store is busy");
        }
        writes.add(reports.size());
        reports.forEach(each -> written.add(each.report()));
        return writes;
    }

    @AfterEach
    void stop() {
        intake.stop();
    }

    @Test
    void writesWhatHasComeMeanwhileAsOne() {
        for (int sequence = 1; sequence <= 100; sequence++) {
            intake.take(session, report(InstanceId.create(), sequence));
        }
        intake.start();

        await().until(() -> acknowledged.size() == 100);
        assertThat(writes).containsExactly(100);
        assertThat(acknowledged).isSorted();
    }

    @Test
    void oneThatIsRefusedDoesNotHoldUpTheOthersAndIsTriedAgain() {
        var bad = InstanceId.create();
        refused.add(bad.toString());
        intake.take(session, report(bad, 1));
        intake.take(session, report(InstanceId.create(), 2));
        intake.start();
        await().until(() -> acknowledged.contains(2L));
        assertThat(acknowledged).doesNotContain(1L);

        refused.clear();

        await().until(() -> acknowledged.contains(1L));
    }

    @Test
    void anOlderReportThatWasRefusedNeverOvertakesANewerOne() {
        var instance = InstanceId.create();
        refused.add(instance.toString());
        intake.take(session, report(instance, 1));
        intake.start();
        await().until(() -> mockingDetails(ledger).getInvocations().size() >= 2);

        refused.clear();
        intake.take(session, report(instance, 2));

        await().until(() -> acknowledged.contains(2L));
        assertThat(written).last().extracting(InstanceReport::getSequence).isEqualTo(2L);
    }

    private static InstanceReport report(InstanceId instance, long sequence) {
        return InstanceReport.newBuilder()
                .setInstanceId(instance.toString())
                .setPhase(InstancePhase.RUNNING)
                .setSequence(sequence)
                .build();
    }
}
