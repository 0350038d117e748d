package io.slipway.store;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Ends a writing transaction only when its change is on disk. Whatever follows a commit (an answer to a user, an event handled
 * after commit, a loop that acts) therefore never rests on something that a power cut could take back.
 *
 * @see "docs/decisions/0002-durable-then-act.md"
 */
final class DurableTransactionManager extends JpaTransactionManager {

    private final transient GroupSync sync;

    DurableTransactionManager(GroupSync sync) {
        this.sync = sync;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        super.doCommit(status);
        if (!status.isReadOnly()) {
            sync.await();
        }
    }
}
