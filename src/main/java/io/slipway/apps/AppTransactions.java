package io.slipway.apps;

import java.util.function.Supplier;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions around what people do; two who change the same app at once are told so. */
@Component
class AppTransactions {

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

    <T> T write(Supplier<T> change) {
        try {
            return result(writing, change);
        } catch (OptimisticLockingFailureException e) {
            throw EnvironmentDesk.changedMeanwhile();
        }
    }

    @SuppressWarnings("NullAway") // A supplier of T gives a T; the template's own signature allows null.
    private static <T> T result(TransactionTemplate template, Supplier<T> body) {
        return template.execute(status -> body.get());
    }
}
