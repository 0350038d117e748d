package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backup of a running platform, with its passphrase, is all that a new server needs. */
@Tag("docker")
class BackupE2E {

    @AutoClose
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @Test
    void aServerWithNothingButABackupAndThePassphraseGoesOnWhereTheOldOneWas() throws IOException {
        var app = Stage.freshName();
        stage.api.created(
                Map.of("name", app, "image", "slipway/sample", "environment", Map.of("DATABASE_URL", "jdbc:canary")));
        stage.awaitDeployed(app);
        var before = stage.engine.startTimes(stage.idOf(app));
        var backup = stage.platform.data().resolve("slipway.backup");
        var passphrase = stage.platform.data().resolve("passphrase");

        stage.platform.run("backup", "--data=" + stage.platform.serverData(), "--to=" + backup);
        assertThat(Files.readString(backup, StandardCharsets.ISO_8859_1)).doesNotContain("jdbc:canary");
        Files.copy(stage.platform.serverData().resolve("keys/passphrase"), passphrase);
        stage.platform.server().kill();
        Files.move(stage.platform.serverData(), stage.platform.data().resolve("lost"));
        Files.createDirectory(stage.platform.serverData());
        stage.platform.run(
                "restore",
                "--data=" + stage.platform.serverData(),
                "--from=" + backup,
                "--passphrase-file=" + passphrase);
        stage.platform.server().start();
        stage.platform.awaitReady();

        stage.awaitServing(app, 1);
        assertThat(stage.engine.startTimes(stage.idOf(app))).isEqualTo(before);
        assertThat(stage.api.get("/apps/" + app + "/environment").toString()).contains("jdbc:canary");
        stage.scale(app, 2);
        stage.awaitServing(app, 2);
        assertThat(stage.api.attempt("GET", "/apps", null).statusCode()).isEqualTo(200);
    }
}
