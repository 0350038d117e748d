package io.slipway.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import io.slipway.kernel.PrivateFiles;
import io.slipway.kernel.SecretBox;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.RoutingTable;
import io.slipway.protocol.Welcome;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agent must know after a restart without a server: the last complete assignment, the last words of welcome, the
 * routing and the name table, and the highest epoch ever seen. The assignment holds environments, so it is sealed with a key in
 * a file beside it: that keeps it out of copies of single files, not from root of this host, who can read the processes anyway.
 *
 * <p>A disk without room ends nothing: what cannot be written is kept here, told as the host's problem, and written once it can be.
 */
final class AgentMemory {

    private static final Logger log = LoggerFactory.getLogger(AgentMemory.class);
    private static final String KEY = "memory.key";
    private static final String ASSIGNMENT = "assignment.sealed";
    private static final String WELCOME = "welcome.bin";
    private static final String TABLE = "routing-table.bin";
    private static final String NAMES = "name-table.bin";
    private static final String EPOCH = "epoch";

    private final PrivateFiles files;
    private final SecretBox box;
    /** Names and contents that have not reached the disk. */
    private final Map<String, byte[]> unkept = new LinkedHashMap<>();

    private final AtomicReference<@Nullable NameTable> nextNames = new AtomicReference<>();
    private long knownEpoch;

    AgentMemory(PrivateFiles files) {
        this.files = files;
        this.box = new SecretBox(key(files));
        this.knownEpoch = files.read(EPOCH)
                .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.US_ASCII).strip()))
                .orElse(0L);
    }

    /** The highest epoch seen, 0 at first. */
    synchronized long knownEpoch() {
        return knownEpoch;
    }

    /** Notes an epoch; false when a higher one is known, so that its sender must not be obeyed. */
    synchronized boolean admits(long epoch) {
        if (epoch < knownEpoch) {
            return false;
        }
        if (epoch > knownEpoch) {
            knownEpoch = epoch;
            keep(EPOCH, Long.toString(epoch).getBytes(StandardCharsets.US_ASCII));
        }
        return true;
    }

    /** What the disk refuses, in a sentence with the next step; empty when everything is on it. */
    synchronized String problem() {
        return unkept.isEmpty()
                ? ""
                : "The agent cannot write in %s, so the host takes no new work. Make room on that disk."
                        .formatted(files.folder());
    }

    /** Writes what could not be written before; false as long as something is left. */
    synchronized boolean settle() {
        try {
            for (var left = unkept.entrySet().iterator(); left.hasNext(); left.remove()) {
                var next = left.next();
                files.write(next.getKey(), next.getValue());
            }
            return true;
        } catch (UncheckedIOException full) {
            return false;
        }
    }

    private synchronized boolean keep(String name, byte[] content) {
        boolean well = unkept.isEmpty();
        unkept.put(name, content);
        boolean kept = settle();
        if (well && !kept) {
            log.atError().addKeyValue("folder", files.folder()).log("Cannot write; takes no new work until it can");
        }
        return kept;
    }

    Optional<HostAssignment> assignment() {
        return files.read(ASSIGNMENT).flatMap(bytes -> {
            try {
                return Optional.of(HostAssignment.parseFrom(box.open(bytes)));
            } catch (IllegalStateException | InvalidProtocolBufferException unreadable) {
                log.atError().log("The remembered assignment cannot be read; waiting for the server's");
                return Optional.empty();
            }
        });
    }

    /** False when it would be forgotten by a restart: then it must wait, as an older one would be obeyed in its place. */
    boolean keep(HostAssignment assignment) {
        return keep(ASSIGNMENT, box.seal(assignment.toByteArray()));
    }

    Optional<Welcome> welcome() {
        return files.read(WELCOME).flatMap(bytes -> {
            try {
                return Optional.of(Welcome.parseFrom(bytes));
            } catch (InvalidProtocolBufferException unreadable) {
                return Optional.empty();
            }
        });
    }

    void keep(Welcome welcome) {
        keep(WELCOME, welcome.toByteArray());
    }

    Optional<RoutingTable> routingTable() {
        return files.read(TABLE).flatMap(bytes -> {
            try {
                return Optional.of(RoutingTable.parseFrom(bytes));
            } catch (InvalidProtocolBufferException unreadable) {
                return Optional.empty();
            }
        });
    }

    void keep(RoutingTable table) {
        keep(TABLE, table.toByteArray());
    }

    Optional<NameTable> nameTable() {
        return files.read(NAMES).flatMap(bytes -> {
            try {
                return Optional.of(NameTable.parseFrom(bytes));
            } catch (InvalidProtocolBufferException unreadable) {
                return Optional.empty();
            }
        });
    }

    /** In the background, and the newest only: they come more often than the disk should have to write. */
    void keepSoon(NameTable table) {
        if (nextNames.getAndSet(table) == null) {
            Thread.ofVirtual().name("keep-names").start(this::keepNames);
        }
    }

    private synchronized void keepNames() {
        var newest = nextNames.getAndSet(null);
        if (newest != null) {
            keep(NAMES, newest.toByteArray());
        }
    }

    private static byte[] key(PrivateFiles files) {
        return files.read(KEY).orElseGet(() -> {
            var fresh = new byte[SecretBox.KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            files.write(KEY, fresh);
            return fresh;
        });
    }
}
