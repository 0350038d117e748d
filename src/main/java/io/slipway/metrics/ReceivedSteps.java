package io.slipway.metrics;

import io.slipway.kernel.HostId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest step that was kept of each host, on disk, so that a step repeated over a restart of the server counts once. One
 * small file per host; a host has one spool at a time.
 */
final class ReceivedSteps {

    private record Position(String spool, long sequence) {}

    private final Path folder;
    private final Map<HostId, Position> positions = new ConcurrentHashMap<>();

    ReceivedSteps(Path folder) {
        this.folder = folder;
    }

    /** The sequence up to which steps of this spool were kept; 0 when none was. */
    long keptOf(HostId host, String spool) {
        var position = positions.computeIfAbsent(host, this::load);
        return position.spool().equals(spool) ? position.sequence() : 0;
    }

    /** Notes that a step was kept. */
    void kept(HostId host, MeasuredStep step) {
        var position = new Position(step.spool(), step.sequence());
        positions.put(host, position);
        var file = fileOf(host);
        var next = folder.resolve(host + ".next");
        try {
            Files.createDirectories(folder);
            Files.writeString(next, position.sequence() + " " + position.spool());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not note which metrics were received", e);
        }
    }

    private Position load(HostId host) {
        try {
            if (Files.exists(fileOf(host))) {
                var text = Files.readString(fileOf(host)).split(" ", 2);
                return new Position(text[1], Long.parseLong(text[0]));
            }
        } catch (IOException | RuntimeException _) {
            // An unreadable note only means that one step may count twice.
        }
        return new Position("", 0);
    }

    private Path fileOf(HostId host) {
        return folder.resolve(host.toString());
    }
}
