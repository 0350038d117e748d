package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** An embedded database closes itself when it cannot write; nobody has to restart the server afterwards. */
class ClosedDatabaseTest {

    private static final int POOLED = 4;

    @TempDir
    private Path folder;

    private HikariDataSource pool;

    @BeforeEach
    void openPool() throws IOException {
        LimitedDisk.mount();
        var config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername("sa");
        config.setMinimumIdle(POOLED);
        config.setMaximumPoolSize(POOLED);
        config.setExceptionOverrideClassName(
                serverProperties().getProperty("spring.datasource.hikari.exception-override-class-name"));
        pool = new HikariDataSource(config);
    }

    @AfterEach
    void closePool() {
        makeRoom();
        pool.close();
    }

    @Test
    void isOpenedAgainOnceThereIsRoom() throws SQLException {
        run("create table kept (id int)");
        fillDisk();

        assertThatThrownBy(() -> run("insert into kept values (1)")).isInstanceOf(SQLException.class);
        makeRoom();

        int failures = 0;
        while (failures <= POOLED && !works()) {
            failures++;
        }
        assertThat(failures).describedAs("each pooled connection may fail once").isLessThanOrEqualTo(POOLED);
    }

    @Test
    void isSyncedAgainOverAnotherConnection() throws SQLException {
        run("create table kept (id int)");
        var checkpoints = new Checkpoints(() -> DriverManager.getConnection(url(), "sa", ""));
        checkpoints.run();
        fillDisk();

        assertThatThrownBy(() -> run("insert into kept values (1)"));
        assertThatThrownBy(checkpoints::run).isInstanceOf(IllegalStateException.class);
        makeRoom();

        // The database closes itself beside us, and keeps its lock until it has.
        await().untilAsserted(() -> assertThatCode(checkpoints::run).doesNotThrowAnyException());
    }

    @Test
    void isToldWithTheNextStep() throws SQLException {
        run("create table kept (id int)");
        fillDisk();

        assertThatThrownBy(() -> run("insert into kept values (1)"))
                .satisfies(failure -> assertThat(StoreTrouble.sentence(new IllegalStateException(failure)))
                        .hasValueSatisfying(
                                sentence -> assertThat(sentence).contains("disk of the server is full", "Make room")));
    }

    private boolean works() {
        try {
            run("insert into kept values (1)");
            return true;
        } catch (SQLException closed) {
            return false;
        }
    }

    private static void fillDisk() {
        LimitedDisk.FULL.set(true);
    }

    private static void makeRoom() {
        LimitedDisk.FULL.set(false);
    }

    private void run(String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url() {
        return "jdbc:h2:" + LimitedDisk.SCHEME + ":" + folder.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static Properties serverProperties() throws IOException {
        return PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
    }
}
