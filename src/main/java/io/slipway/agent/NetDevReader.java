package io.slipway.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what a network namespace has received and sent, through any process that lives in it. */
final class NetDevReader {

    /** Bytes since the namespace was made, over all interfaces but loopback. */
    record NetworkUse(long receivedBytes, long sentBytes) {}

    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    private final Path root;

    /** Makes a reader; {@code root} is {@code /}, or a folder with recorded files. */
    NetDevReader(Path root) {
        this.root = root;
    }

    /** What the namespace of a process has moved; empty when the process is gone. */
    Optional<NetworkUse> read(int pid) {
        try {
            return Optional.of(parse(Files.readAllLines(root.resolve("proc/" + pid + "/net/dev"))));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static NetworkUse parse(List<String> lines) {
        long received = 0;
        long sent = 0;
        for (var line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.substring(0, colon).strip().equals("lo")) {
                var columns = line.substring(colon + 1).strip().split("\\s+", -1);
                received += Long.parseLong(columns[RECEIVED]);
                sent += Long.parseLong(columns[SENT]);
            }
        }
        return new NetworkUse(received, sent);
    }
}
