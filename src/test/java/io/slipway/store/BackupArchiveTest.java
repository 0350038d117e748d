package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupArchiveTest {

    @TempDir
    Path folder;

    @Test
    void bringsBackDatabaseAndKeysAsTheyWere() throws Exception {
        var data = server("data", "the wrapped keys");
        try (var database = open(data)) {
            database.createStatement().execute("create table thing (name varchar(20))");
            database.createStatement().execute("insert into thing values ('before')");
            BackupArchive.write(database, data, folder.resolve("backup.zip"));
            database.createStatement().execute("insert into thing values ('after')");
        }
        var elsewhere = server("elsewhere", "other keys");

        BackupArchive.restore(folder.resolve("backup.zip"), elsewhere);

        assertThat(elsewhere.resolve("keys/bundle")).hasContent("the wrapped keys");
        try (var database = open(elsewhere);
                var rows = database.createStatement().executeQuery("select name from thing")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("before");
            assertThat(rows.next()).as("written after the backup").isFalse();
        }
    }

    @Test
    void setsAsideWhatWasThereBefore() throws Exception {
        var data = server("data", "keys");
        try (var database = open(data)) {
            BackupArchive.write(database, data, folder.resolve("backup.zip"));
        }

        BackupArchive.restore(folder.resolve("backup.zip"), data);

        try (var files = Files.list(data)) {
            assertThat(files.map(path -> String.valueOf(path.getFileName())))
                    .anyMatch(name -> name.startsWith("db.before-restore"));
        }
    }

    @Test
    void refusesAFileThatIsNoBackup() throws Exception {
        var data = server("data", "keys");
        var stranger = folder.resolve("stranger.zip");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(stranger))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("../../etc/passwd"));
        }

        assertThatThrownBy(() -> BackupArchive.restore(stranger, data))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a backup");
        assertThat(data.resolve("keys/bundle")).hasContent("keys");
    }

    @Test
    void changesNothingWhenTheFileIsBroken() throws Exception {
        var data = server("data", "keys");
        open(data).close();
        var broken = Files.writeString(folder.resolve("broken.zip"), "half a download");

        assertThatThrownBy(() -> BackupArchive.restore(broken, data))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a whole backup");

        assertThat(data.resolve("db/slipway.mv.db")).exists();
        assertThat(data.resolve("keys/bundle")).hasContent("keys");
    }

    @Test
    void writesBackupsForTheOwnerAlone() throws Exception {
        var data = server("data", "keys");
        try (var database = open(data)) {
            BackupArchive.write(database, data, folder.resolve("backup.zip"));
        }

        assertThat(Files.getPosixFilePermissions(folder.resolve("backup.zip")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private Path server(String name, String keys) throws IOException {
        var data = folder.resolve(name);
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/bundle"), keys);
        return data;
    }

    private static Connection open(Path data) throws Exception {
        return DriverManager.getConnection("jdbc:h2:file:" + data.resolve("db/slipway"), "sa", "");
    }
}
