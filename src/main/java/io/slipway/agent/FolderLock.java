package io.slipway.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds the agent's data folder for one process: two agents with one identity would end each other's containers. The kernel lets
 * go of it when the process ends, however that happens.
 */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the folder; {@link CannotStart} when another process has it. */
    static FolderLock take(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException ownProcess) {
            // The same as being refused: somebody has it.
        }
        channel.close();
        throw new CannotStart("Another agent works in " + folder
                + " already. End it first, or give this one a folder of its own with --data.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }
}
