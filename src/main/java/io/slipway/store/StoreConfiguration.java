package io.slipway.store;

import io.slipway.kernel.RegularTask;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;

/** Makes commits durable: H2 by an explicit, grouped sync; PostgreSQL is durable at commit by itself. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    /** For an embedded database only: another one's return is waited for. */
    @Bean
    @Nullable
    RegularTask storeGuard(JdbcConnectionDetails database, @Value("${slipway.data}") Path data) {
        if (!isEmbedded(database)) {
            return null;
        }
        var guard = new StoreGuard(dial(database), data, StoreConfiguration::endServer);
        return RegularTask.start("store-guard", LOOK, guard::look);
    }

    /** On a thread of its own, since the guard's is waited for; for good if the orderly end gets stuck. */
    private static void endServer() {
        Thread.ofPlatform().name("store-guard-end").daemon().start(() -> System.exit(1));
        Thread.ofPlatform().name("store-guard-halt").daemon().start(() -> {
            LockSupport.parkNanos(LONGEST_END.toNanos());
            Runtime.getRuntime().halt(1);
        });
    }

    private static Dial dial(JdbcConnectionDetails database) {
        return () -> DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    private static boolean isEmbedded(JdbcConnectionDetails database) {
        return database.getJdbcUrl().startsWith("jdbc:h2:");
    }

    @Bean
    JpaTransactionManager transactionManager(JdbcConnectionDetails database) {
        if (!isEmbedded(database)) {
            return new JpaTransactionManager();
        }
        return new DurableTransactionManager(new GroupSync(new Checkpoints(dial(database))));
    }
}
