package io.slipway.agent;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A listening socket as it goes from one process to its child: as standard input, the one descriptor that Java passes on and takes.
 * Both listen on the same queue of connections then, and none is lost when the first closes its end.
 */
final class LentListener {

    private static final int STANDARD_INPUT = 0;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final List<Path> SOCKETS = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final int ADDRESS_COLUMN = 1;
    private static final int STATE_COLUMN = 3;
    private static final int INODE_COLUMN = 9;

    private LentListener() {}

    /** What the parent lent; empty when standard input is something else or listens on another port. */
    static Optional<ServerSocketChannel> taken(int port) throws IOException {
        return System.inheritedChannel() instanceof ServerSocketChannel listener
                        && listener.socket().getLocalPort() == port
                ? Optional.of(listener)
                : Optional.empty();
    }

    /** Makes the socket that listens on this port the standard input of this process and of its next child. */
    static void lend(int port) throws IOException {
        var inodes = inodesOf(port);
        try (var descriptors = Files.list(DESCRIPTORS)) {
            var found = descriptors
                    .filter(descriptor -> inodes.contains(target(descriptor)))
                    .map(descriptor -> Integer.parseInt(descriptor.getFileName().toString()))
                    .max(Integer::compare)
                    .orElseThrow(() -> new IOException("Nothing here listens on port " + port));
            putOnStandardInput(found);
        }
    }

    /** Names of the sockets that listen on a port, as their descriptors' links have them. */
    private static Set<String> inodesOf(int port) throws IOException {
        var suffix = String.format(Locale.ROOT, ":%04X", port);
        var inodes = new HashSet<String>();
        for (var table : SOCKETS) {
            for (var line : Files.readAllLines(table)) {
                var columns = line.strip().split("\\s+");
                if (columns[ADDRESS_COLUMN].endsWith(suffix) && columns[STATE_COLUMN].equals(LISTENING)) {
                    inodes.add("socket:[" + columns[INODE_COLUMN] + "]");
                }
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static void putOnStandardInput(int descriptor) throws IOException {
        var linker = Linker.nativeLinker();
        var dup2 = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("dup2"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int result;
        try {
            result = (int) dup2.invokeExact(descriptor, STANDARD_INPUT);
        } catch (Throwable impossible) {
            throw new IOException(impossible);
        }
        if (result != STANDARD_INPUT) {
            throw new IOException("The listening socket could not be made the standard input");
        }
    }
}
