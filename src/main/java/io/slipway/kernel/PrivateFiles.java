package io.slipway.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Small files in a folder that only their owner may enter, replaced as a whole or not at all. Thread-safe. */
public final class PrivateFiles {

    private final Path folder;

    /**
     * Files in a folder, which is made, with its parents, if it is not there, and closed to others in any case.
     *
     * @throws UncheckedIOException when that is not possible, with a sentence for people
     */
    public PrivateFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made; check who owns it", e);
        }
    }

    /** Where they lie. */
    public Path folder() {
        return folder;
    }

    /** The content of a file; empty if there is none. Throws {@link UncheckedIOException}. */
    public Optional<byte[]> read(String name) {
        var file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    /** Removes a file; harmless when it is not there. Throws {@link UncheckedIOException}. */
    public synchronized void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Writes and syncs before the old content goes, so that a crash leaves one or the other. Throws {@link UncheckedIOException}. */
    public synchronized void write(String name, byte[] content) {
        var fresh = folder.resolve(name + ".new");
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.deleteIfExists(fresh);
            try (var channel = FileChannel.open(
                    fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + folder.resolve(name) + " cannot be written", e);
        }
    }
}
