package io.slipway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The roles {@code backup} and {@code restore} of the jar, for the command line. */
public final class BackupCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    /** H2's error code for "the database is in use by another process". */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    private BackupCommand() {}

    /** {@code --data=FOLDER --to=FILE}: asks a running server for the backup, or opens a stopped one's database. */
    public static void backup(String[] options) throws IOException, SQLException, InterruptedException {
        var data = Path.of(option(options, "data").orElseThrow());
        var target = Path.of(option(options, "to").orElseThrow()).toAbsolutePath();
        var url = "jdbc:h2:file:" + data.resolve("db/slipway").toAbsolutePath() + ";IFEXISTS=TRUE";
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            BackupArchive.write(connection, data, target);
        } catch (SQLException e) {
            if (e.getErrorCode() != DATABASE_ALREADY_OPEN) {
                throw e;
            }
            askServer(data.resolve("requests"), target);
        }
        System.out.println("Backup written to " + target);
        System.out.println("Keep " + data.resolve("keys/passphrase")
                + " apart from it: without it the backup opens nobody's secrets.");
    }

    /** {@code --data=FOLDER --from=FILE [--passphrase-file=FILE]}: puts a backup in place of a stopped server's state. */
    public static void restore(String[] options) throws IOException {
        var data = Path.of(option(options, "data").orElseThrow());
        BackupArchive.restore(Path.of(option(options, "from").orElseThrow()), data);
        var passphrase = option(options, "passphrase-file");
        if (passphrase.isPresent()) {
            Files.copy(Path.of(passphrase.get()), data.resolve("keys/passphrase"), StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println("Restored. The state that was here before lies beside it, named before-restore.");
    }

    private static void askServer(Path requests, Path target) throws IOException, InterruptedException {
        var name = UUID.randomUUID().toString();
        var partial = Files.writeString(requests.resolve(name + ".new"), target.toString());
        Files.move(partial, requests.resolve(name + ".request"), StandardCopyOption.ATOMIC_MOVE);
        var done = requests.resolve(name + ".done");
        var failed = requests.resolve(name + ".failed");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(done) && !Files.exists(failed) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
        }
        if (Files.deleteIfExists(done)) {
            return;
        }
        var reason = Files.exists(failed) ? Files.readString(failed) : "the server did not answer within 10 minutes";
        Files.deleteIfExists(failed);
        throw new IOException("The backup failed: " + reason);
    }

    private static Optional<String> option(String[] options, String name) {
        var prefix = "--" + name + "=";
        for (var option : options) {
            if (option.startsWith(prefix)) {
                return Optional.of(option.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }
}
