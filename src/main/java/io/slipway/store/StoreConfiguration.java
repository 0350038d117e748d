package io.slipway.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;

/** Makes commits durable: H2 by an explicit, grouped sync; PostgreSQL is durable at commit by itself. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    @Bean
    StoreGuard storeGuard(JdbcConnectionDetails database, @Value("${slipway.data}") Path data) {
        // Not the pool's: it tells only one of those who wait why there is no connection.
        var direct = new DriverManagerDataSource(
                database.getJdbcUrl(), String.valueOf(database.getUsername()), String.valueOf(database.getPassword()));
        return new StoreGuard(direct, data, isEmbedded(database), StoreConfiguration::endServer);
    }

    /** On a thread of its own, since the guard's is waited for; for good if the orderly end gets stuck. */
    private static void endServer() {
        Thread.ofPlatform().name("store-guard-end").daemon().start(() -> System.exit(1));
        Thread.ofPlatform().name("store-guard-halt").daemon().start(() -> {
            LockSupport.parkNanos(LONGEST_END.toNanos());
            Runtime.getRuntime().halt(1);
        });
    }

    private static boolean isEmbedded(JdbcConnectionDetails database) {
        return database.getJdbcUrl().startsWith("jdbc:h2:");
    }

    @Bean
    JpaTransactionManager transactionManager(JdbcConnectionDetails database) {
        if (!isEmbedded(database)) {
            return new JpaTransactionManager();
        }
        return new DurableTransactionManager(new GroupSync(new Checkpoints(database)));
    }
}
