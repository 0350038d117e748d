package io.slipway.apps;

import java.util.function.Supplier;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions around what people do. The platform writes to the same rows, at moments that nobody at a screen can know: a change
 * that met another one is done again on what is stored now, all its rules included. Edits that people make of what they read
 * before carry a version of their own.
 */
@Component
class AppTransactions {

    private static final int ATTEMPTS = 5;

    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    AppTransactions(PlatformTransactionManager transactions) {
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        writing = new TransactionTemplate(transactions);
    }

    <T> T read(Supplier<T> query) {
        return result(reading, query);
    }

    /** @throws io.slipway.kernel.PlatformException.Conflict {@code changed-meanwhile} when others were faster every time */
    <T> T write(Supplier<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return result(writing, change);
            } catch (OptimisticLockingFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw EnvironmentDesk.changedMeanwhile();
                }
            }
        }
    }

    @SuppressWarnings("NullAway") // A supplier of T gives a T; the template's own signature allows null.
    private static <T> T result(TransactionTemplate template, Supplier<T> body) {
        return template.execute(status -> body.get());
    }
}
