package io.slipway.store;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;

/** Makes commits durable: H2 by an explicit, grouped sync; PostgreSQL is durable at commit by itself. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    JpaTransactionManager transactionManager(JdbcConnectionDetails database) {
        if (!database.getJdbcUrl().startsWith("jdbc:h2:")) {
            return new JpaTransactionManager();
        }
        return new DurableTransactionManager(new GroupSync(new Checkpoints(database)));
    }
}
