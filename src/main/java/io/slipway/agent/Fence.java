package io.slipway.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long one sandbox may live, written where its pause process looks: a file in the sandbox's own memory, reached past that
 * process, so that no mount and no call of the engine is needed. The pause process is the first of the instance's processes; when it
 * finds its time over it ends, and the kernel ends all others with it, whatever became of the agent. Thread-safe.
 *
 * @see "docs/decisions/0021-at-most-one-is-fenced-on-its-host.md"
 */
final class Fence {

    private static final Set<PosixFilePermission> READABLE_BY_ALL = PosixFilePermissions.fromString("rw-r--r--");

    private final Path lease;
    private final Path next;
    private final Uptime uptime;
    /** By the clock of the pause process, in hundredths; 0 until it was told. */
    private long until;

    private HostLease.@Nullable Term last;

    /**
     * Makes one.
     *
     * @param processes {@code /proc}
     * @param name of the container, which names the file, too
     */
    Fence(Path processes, Sandbox sandbox, String name) {
        var root = processes.resolve(Integer.toString(sandbox.pid())).resolve("root");
        // Named after the container: should its process number belong to another by now, this is not there.
        this.lease = root.resolve("dev/shm").resolve(name);
        this.next = lease.resolveSibling(name + ".next");
        this.uptime = new Uptime(root.resolve("proc/uptime"));
    }

    /** Whether the pause process of this sandbox looks for a lease. */
    boolean isThere() {
        return Files.isRegularFile(lease, LinkOption.NOFOLLOW_LINKS);
    }

    /** Takes over a sandbox that an earlier process of the agent armed; false when it is none that ends by itself. */
    synchronized boolean adopt() {
        try {
            var text = Files.readString(lease, StandardCharsets.US_ASCII).strip();
            until = text.isEmpty() ? 0 : Long.parseLong(text);
            return true;
        } catch (IOException | NumberFormatException none) {
            return false;
        }
    }

    /**
     * Lets the sandbox live as long as a lease holds.
     *
     * @return false when it is gone, or when its time was over already: then nothing brings it back
     */
    synchronized boolean extend(HostLease.Term term) {
        try {
            // In this order: what passes between the two readings shortens the time.
            long now = uptime.now();
            long left = term.left();
            if (left <= 0 || (until != 0 && now >= until) || !isThere()) {
                return false;
            }
            if (now + left > until) {
                write(now + left);
                until = now + left;
                last = term;
            }
            return true;
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }

    /** Whether the time that this process gave it is over. */
    synchronized boolean isOver() {
        return last != null && last.left() <= 0;
    }

    /** Whole or not at all: half a number could be a later moment. */
    private void write(long moment) throws IOException {
        Files.writeString(next, moment + "\n", StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(next, READABLE_BY_ALL);
        Files.move(next, lease, StandardCopyOption.ATOMIC_MOVE);
    }
}
