package io.slipway.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;

/** Makes commits durable: H2 by an explicit, grouped sync; PostgreSQL is durable at commit by itself. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    JpaTransactionManager transactionManager(JdbcConnectionDetails database) throws SQLException {
        if (!database.getJdbcUrl().startsWith("jdbc:h2:")) {
            return new JpaTransactionManager();
        }
        // A connection of its own: committers that wait for the sync hold the pool's connections.
        var connection =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        return new DurableTransactionManager(new GroupSync(() -> checkpoint(connection)));
    }

    private static void checkpoint(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be synced to disk; the change may be lost", e);
        }
    }
}
