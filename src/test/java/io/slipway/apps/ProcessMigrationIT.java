package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Releases and instances of a store that knew one process and one port per app. */
class ProcessMigrationIT {

    @Test
    void keepsEverySettingOnH2() {
        migrates(new DriverManagerDataSource("jdbc:h2:mem:processes;DB_CLOSE_DELAY=-1"));
    }

    @Test
    void keepsEverySettingOnPostgres() {
        migrates(new DriverManagerDataSource(TestPostgres.freshDatabase(), "postgres", ""));
    }

    private static void migrates(DriverManagerDataSource store) {
        var jdbc = new JdbcTemplate(store);
        flyway(store, "7");
        var app = app(jdbc);
        var web =
                release(jdbc, app, 1, "[\"run\",\"a \\\"b\\\"\"]", 8080, "/up?\"x\"\\y", "disk=ssd, zone in (a, b)", 2);
        var worker = release(jdbc, app, 2, "[]", 0, "/", "", 0);
        instance(jdbc, app, web, 0, 8080);
        instance(jdbc, app, worker, 1, 0);

        flyway(store, "8");

        assertThat(settings(jdbc, web))
                .isEqualTo(ReleaseSettings.ofWeb(new ProcessSettings(
                        List.of("run", "a \"b\""),
                        Ports.of(8080),
                        InstanceSize.SMALL,
                        new HealthCheck(HealthCheck.Type.HTTP, "/up?\"x\"\\y", Duration.ofSeconds(45)),
                        PlacementRules.parse("disk=ssd, zone in (a, b)", 2))));
        assertThat(settings(jdbc, worker).web().ports()).isEqualTo(Ports.NONE);
        assertThat(jdbc.queryForList("select process_type, ports from instance order by index_number"))
                .extracting(Map::values)
                .extracting(List::copyOf)
                .containsExactly(List.of("web", "main=8080"), List.of("web", ""));
    }

    private static void flyway(DriverManagerDataSource store, String version) {
        Flyway.configure().dataSource(store).target(version).load().migrate();
    }

    private static ReleaseSettings settings(JdbcTemplate jdbc, UUID release) {
        return SettingsCodec.ofText(String.valueOf(
                jdbc.queryForObject("select processes from release where id = ?", String.class, release)));
    }

    private static UUID app(JdbcTemplate jdbc) {
        var organization = UUID.randomUUID();
        var space = UUID.randomUUID();
        var app = UUID.randomUUID();
        jdbc.update("insert into organization values (?, 'acme', current_timestamp, 0)", organization);
        jdbc.update("insert into space values (?, ?, 'dev', current_timestamp, 0)", space, organization);
        jdbc.update(
                "insert into app (id, organization_id, space_id, name, started, deleting, current_release_id,"
                        + " next_release_number, created_at, version)"
                        + " values (?, ?, ?, 'shop', true, false, ?, 3, current_timestamp, 0)",
                app,
                organization,
                space,
                UUID.randomUUID());
        return app;
    }

    private static UUID release(
            JdbcTemplate jdbc,
            UUID app,
            int number,
            String command,
            int port,
            String path,
            String constraints,
            int most) {
        var id = UUID.randomUUID();
        jdbc.update(
                "insert into release (id, organization_id, space_id, app_id, number, image, image_id, command, port,"
                        + " memory_bytes, cpu_millis, health_check_type, health_check_path, health_check_timeout,"
                        + " environment, environment_keys, changes, created_by, created_at, placement_constraints,"
                        + " at_most_per_host) values (?, ?, ?, ?, ?, 'shop:1', 'sha256:1', ?, ?, 268435456, 250, 'HTTP',"
                        + " ?, 45, ?, '[]', '[]', 'mia', current_timestamp, ?, ?)",
                id,
                app,
                app,
                app,
                number,
                command,
                port,
                path,
                new byte[] {1},
                constraints,
                most);
        return id;
    }

    private static void instance(JdbcTemplate jdbc, UUID app, UUID release, int index, int port) {
        jdbc.update(
                "insert into instance (id, organization_id, space_id, app_id, process_id, index_number, incarnation,"
                        + " release_id, release_number, restart_token, run_spec, desired, state, state_since, created_at,"
                        + " routable, port, memory_bytes, cpu_millis, out_of_memory, restarts, version) values"
                        + " (?, ?, ?, ?, ?, ?, 1, ?, 1, 'token', ?, 'RUNNING', 'RUNNING', current_timestamp,"
                        + " current_timestamp, true, ?, 268435456, 250, false, 0, 0)",
                UUID.randomUUID(),
                app,
                app,
                app,
                app,
                index,
                release,
                new byte[] {1},
                port);
    }
}
