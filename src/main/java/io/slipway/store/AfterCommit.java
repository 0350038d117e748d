package io.slipway.store;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps what is known in memory in step with the store: runs right after the commit and before anybody hears of it. */
public final class AfterCommit {

    private AfterCommit() {}

    /**
     * Runs one of two tasks when the present transaction has ended; {@code committed} at once when there is none. Listeners of
     * events after commit come later, so they find the memory up to date.
     *
     * @param committed the change is in the store, and durable
     * @param unsure it may be there or not
     */
    public static void run(Runnable committed, Runnable unsure) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            committed.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.run();
            }

            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    unsure.run();
                }
            }
        });
    }
}
