package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.slipway.kernel.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class RememberedHostsTest {

    private final List<Host> rows = new ArrayList<>();
    private final HostRepository stored = mock(HostRepository.class);
    private final RememberedHosts remembered = new RememberedHosts(stored);

    @BeforeEach
    void storeHosts() {
        when(stored.findAllByOrderByName())
                .thenAnswer(call ->
                        rows.stream().sorted(Comparator.comparing(Host::name)).toList());
        when(stored.findAllById(any())).thenAnswer(call -> {
            var ids = new ArrayList<Object>();
            call.<Iterable<Object>>getArgument(0).forEach(ids::add);
            return rows.stream().filter(row -> ids.contains(row.id().value())).toList();
        });
    }

    @AfterEach
    void leaveNoTransaction() {
        TransactionSynchronizationManager.clear();
    }

    @Test
    void readsAllOnceAndThenOnlyWhatChanged() {
        var a = join("a");
        join("c");
        assertThat(names()).containsExactly("a", "c");

        var b = join("b");
        remembered.forget(b.id());
        a.cordon(true);
        remembered.forget(a.id());

        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(remembered.get().values().iterator().next().cordoned()).isTrue();
        verify(stored, times(1)).findAllByOrderByName();
    }

    @Test
    void forgetsAHostThatIsGone() {
        var a = join("a");
        join("b");
        names();

        rows.remove(a);
        remembered.forget(a.id());

        assertThat(names()).containsExactly("b");
    }

    @Test
    void isTheOldOneUntilTheTransactionHasEnded() {
        join("a");
        names();
        TransactionSynchronizationManager.initSynchronization();
        remembered.forget(join("b").id());

        assertThat(names()).containsExactly("a");

        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
        assertThat(names()).containsExactly("a", "b");
    }

    private Host join(String name) {
        var host = new Host(HostId.create(), name, "10.224.0.0/22", Instant.EPOCH);
        rows.add(host);
        return host;
    }

    private List<String> names() {
        return remembered.get().values().stream().map(StoredHost::name).toList();
    }
}
