package io.slipway.agent;

import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.RoutingTable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses that instances have left and that some router may know still. One that is cut off serves its last table for as long as it
 * takes; were such an address given to another instance, it could show one tenant's app to another. So an address is free again only
 * when every known router has a table without it. Kept on disk, so that a restart forgets none. Thread-safe.
 */
final class Quarantine {

    /** A table may be under way that still names the address, since the end of its instance was not heard when it was made. */
    static final Duration LEAST = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);
    private static final String FILE = "address-quarantine";
    private static final long NOT_YET = 0;

    /**
     * One address.
     *
     * @param since when it was left, or when the agent started after that
     * @param goneIn version of the first table without it; {@value #NOT_YET} until one came
     */
    private record Stay(Instant since, long goneIn) {}

    private final PrivateFiles files;
    private final Clock clock;
    private final Map<String, Stay> stays = new LinkedHashMap<>();
    private long acknowledged;

    Quarantine(PrivateFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        files.read(FILE).ifPresent(this::read);
    }

    /** Takes in the address of an instance that has ended. */
    synchronized void add(String address) {
        stays.values().removeIf(this::isOver);
        stays.put(address, new Stay(clock.instant(), NOT_YET));
        write();
    }

    /** Whether an address must not be used yet. */
    synchronized boolean holds(String address) {
        var stay = stays.get(address);
        return stay != null && !isOver(stay);
    }

    /** How many addresses wait. */
    synchronized int size() {
        return (int) stays.values().stream().filter(stay -> !isOver(stay)).count();
    }

    /** Looks which addresses a table that this host has received does not name any more. */
    synchronized void saw(RoutingTable table) {
        stays.values().removeIf(this::isOver);
        if (stays.isEmpty()) {
            return;
        }
        var named = heldIn(table);
        stays.replaceAll((address, stay) -> {
            if (named.contains(address)) {
                return new Stay(stay.since, NOT_YET);
            }
            return stay.goneIn == NOT_YET ? new Stay(stay.since, table.getVersion()) : stay;
        });
    }

    /** Every known router has this version of the table, or a newer one. */
    synchronized void acknowledged(long version) {
        acknowledged = Math.max(acknowledged, version);
    }

    private boolean isOver(Stay stay) {
        return stay.goneIn != NOT_YET
                && stay.goneIn <= acknowledged
                && !clock.instant().isBefore(stay.since.plus(LEAST));
    }

    /** A table may be large, and few addresses are held: no set of all is made. */
    private Set<String> heldIn(RoutingTable table) {
        var named = new HashSet<String>();
        for (var route : table.getRoutesList()) {
            for (var endpoint : route.getEndpointsList()) {
                if (stays.containsKey(endpoint.getAddress())) {
                    named.add(endpoint.getAddress());
                }
            }
        }
        return named;
    }

    private void read(byte[] content) {
        new String(content, StandardCharsets.US_ASCII)
                .lines()
                .forEach(address -> stays.put(address, new Stay(clock.instant(), NOT_YET)));
    }

    /** In which version an address was gone is not kept: the next table tells it again. */
    private void write() {
        try {
            var lines = stays.keySet().stream().collect(Collectors.joining("\n"));
            files.write(FILE, lines.getBytes(StandardCharsets.US_ASCII));
        } catch (UncheckedIOException full) {
            log.atWarn()
                    .addKeyValue("because", full.getMessage())
                    .log("Used addresses are remembered only until the agent restarts");
        }
    }
}
