package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.PlatformException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class AppTransactionsTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void doesAChangeAgainThatMetOneOfThePlatform() {
        var transactions = new AppTransactions(new OvertakenCommits(1));

        assertThat(transactions.write(attempts::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void tellsThatOthersWereFasterEveryTime() {
        var transactions = new AppTransactions(new OvertakenCommits(Integer.MAX_VALUE));

        assertThatThrownBy(() -> transactions.write(attempts::incrementAndGet))
                .isInstanceOfSatisfying(
                        PlatformException.Conflict.class,
                        e -> assertThat(e.code()).isEqualTo("changed-meanwhile"));
        assertThat(attempts).hasValue(5);
    }

    /** Somebody else's change comes first the given number of times. */
    private static final class OvertakenCommits extends AbstractPlatformTransactionManager {

        private int left;

        OvertakenCommits(int times) {
            left = times;
        }

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (left-- > 0) {
                throw new OptimisticLockingFailureException("overtaken");
            }
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
