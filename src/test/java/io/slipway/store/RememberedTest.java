package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class RememberedTest {

    private final AtomicInteger stored = new AtomicInteger(1);
    private final AtomicInteger reads = new AtomicInteger();
    private final Remembered<Integer> remembered = new Remembered<>(() -> {
        reads.incrementAndGet();
        return stored.get();
    });

    @AfterEach
    void leaveNoTransaction() {
        TransactionSynchronizationManager.clear();
    }

    @Test
    void isReadOnce() {
        remembered.get();
        remembered.get();

        assertThat(reads).hasValue(1);
    }

    @Test
    void isTheOldOneUntilTheTransactionHasEnded() {
        remembered.get();
        TransactionSynchronizationManager.initSynchronization();
        stored.set(2);
        remembered.forget();

        assertThat(remembered.get()).isEqualTo(1);

        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
        assertThat(remembered.get()).isEqualTo(2);
    }

    @Test
    void isReadAnewAfterATransactionThatEndedInDoubt() {
        remembered.get();
        TransactionSynchronizationManager.initSynchronization();
        stored.set(2);
        remembered.forget();

        TransactionSynchronizationManager.getSynchronizations()
                .forEach(end -> end.afterCompletion(TransactionSynchronization.STATUS_UNKNOWN));

        assertThat(remembered.get()).isEqualTo(2);
    }

    @Test
    void whatWasReadWhileItChangedIsReadAgain() {
        var slow = new Remembered[1];
        slow[0] = new Remembered<>(() -> {
            int value = stored.get();
            if (value == 1) {
                stored.set(2);
                slow[0].forget();
            }
            return value;
        });

        assertThat(slow[0].get()).isEqualTo(1);
        assertThat(slow[0].get()).isEqualTo(2);
    }
}
