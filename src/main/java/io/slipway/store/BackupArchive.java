package io.slipway.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A backup of the platform's own state in one zip file: the database as of one moment and the wrapped key bundle. Without the
 * passphrase, which it does not hold, no secret in it can be read. Apps' logs and metrics are not part of it.
 */
public final class BackupArchive {

    private static final String DATABASE = "database.zip";
    private static final String KEYS = "keys/bundle";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private BackupArchive() {}

    /**
     * Writes a backup while the database is in use.
     *
     * @param connection to the H2 database
     * @param data the server's data folder
     * @param target replaced as a whole or not at all
     */
    public static void write(Connection connection, Path data, Path target) throws SQLException, IOException {
        var database = Files.createTempFile(target.toAbsolutePath().getParent(), "database", ".zip");
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            try (var statement = connection.prepareStatement("BACKUP TO ?")) {
                statement.setString(1, database.toString());
                statement.execute();
            }
            Files.deleteIfExists(partial);
            Files.createFile(partial, OWNER_ONLY);
            try (var zip = new ZipOutputStream(Files.newOutputStream(partial))) {
                copy(database, DATABASE, zip);
                copy(data.resolve(KEYS), KEYS, zip);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(database);
            Files.deleteIfExists(partial);
        }
    }

    /**
     * Puts a backup in place of a stopped server's state. The state that was there is kept beside it as {@code db.before-restore}
     * and {@code keys.before-restore}; the passphrase that lies there stays. What is no backup changes nothing.
     */
    public static void restore(Path archive, Path data) throws IOException {
        requireBackup(archive);
        setAside(data, "db");
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                switch (entry.getName()) {
                    case DATABASE -> unpackDatabase(zip, Files.createDirectories(data.resolve("db")));
                    case KEYS -> {
                        setAside(data, KEYS);
                        Files.createDirectories(data.resolve(KEYS).getParent());
                        Files.copy(zip, data.resolve(KEYS));
                    }
                    default -> throw new IOException("Not a backup of Slipway: it holds " + entry.getName());
                }
            }
        }
    }

    private static void requireBackup(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            var names = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
            if (!names.equals(Set.of(DATABASE, KEYS))) {
                throw new IOException(archive + " is not a backup of Slipway: it holds " + names);
            }
        } catch (ZipException unreadable) {
            throw new IOException(
                    archive + " is not a whole backup of Slipway: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void setAside(Path data, String name) throws IOException {
        var path = data.resolve(name);
        if (Files.exists(path)) {
            var aside = path.resolveSibling(path.getFileName() + ".before-restore-" + System.nanoTime());
            Files.move(path, aside);
        }
    }

    private static void unpackDatabase(InputStream content, Path folder) throws IOException {
        var zip = new ZipInputStream(content);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            // Only the bare file name is used, so that no entry can leave the folder.
            Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
        }
    }

    private static void copy(Path source, String name, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(source, zip);
        zip.closeEntry();
    }
}
