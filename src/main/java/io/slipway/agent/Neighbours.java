package io.slipway.agent;

import io.slipway.agent.dns.NameServer;
import io.slipway.agent.dns.NameZone;
import io.slipway.agent.dns.Resident;
import io.slipway.kernel.Cidr;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.RunSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who lives on this host and whom they know, from two sources: the host's own lanes, which are always right about its addresses, and
 * the server's last word about everybody else's. Keeps names and filters at one with both. The monitor guards what is known;
 * {@code kernel} guards what the kernel was told, and many changes at a time cost one look.
 */
final class Neighbours implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Neighbours.class);

    private final String bridge;
    private final HostNetwork network;
    private final AddressSets sets;
    private final Object kernel = new Object();
    private final Map<String, Resident> residents = new HashMap<>();
    private NameTable table = NameTable.getDefaultInstance();
    private long changes;
    private volatile NameZone zone = NameZone.EMPTY;
    private volatile boolean open;

    /** Up to which change the kernel was told. */
    private long settled = -1;

    private @Nullable NameServer server;

    /** @param bridge of the instances */
    Neighbours(String bridge, HostNetwork network) {
        this.bridge = bridge;
        this.network = network;
        this.sets = new AddressSets(bridge);
    }

    private record Known(long changes, ConnectRules rules) {}

    /** Takes the server's word; filters follow in the background. */
    void know(NameTable said) {
        synchronized (this) {
            table = said;
            changed();
        }
        settleSoon();
    }

    /** An instance gets an address; answers when everybody who may connect to it can, and it to them. */
    void moveIn(String instanceId, String address, RunSpec spec) throws IOException {
        note(instanceId, address, spec);
        settle();
    }

    /** The same for what was found running; to be followed by {@link #open}. */
    synchronized void note(String instanceId, String address, RunSpec spec) {
        var resident = new Resident(instanceId, spec.getSpaceId(), spec.getAppId());
        if (!resident.equals(residents.put(address, resident))) {
            changed();
        }
    }

    /** An instance has lost its address, which somebody else gets in a minute. */
    void moveOut(String instanceId) {
        synchronized (this) {
            if (!residents.values().removeIf(resident -> resident.instanceId().equals(instanceId))) {
                return;
            }
            changed();
        }
        settleSoon();
    }

    /** From now on the kernel is told, and questions are answered. Repeated after a failure; with a sentence for people. */
    void open(Cidr subnet) throws IOException {
        synchronized (this) {
            zone = new NameZone(table, residents, subnet);
        }
        open = true;
        settle();
        if (server == null) {
            var gateway = subnet.address(1);
            try {
                server = NameServer.open(gateway, () -> zone);
            } catch (IOException taken) {
                throw new IOException(
                        ("Names for apps cannot be served at %s:%d: %s. Let no other program listen on that port at all addresses of"
                                        + " this host; see: ss -lnp 'sport = :%d'")
                                .formatted(gateway, NameServer.PORT, taken.getMessage(), NameServer.PORT),
                        taken);
            }
        }
    }

    /** Tells the kernel what has changed; nothing when somebody else has done so meanwhile. */
    void settle() throws IOException {
        long wanted = changes();
        synchronized (kernel) {
            if (!open || settled >= wanted) {
                return;
            }
            var known = known();
            sets.put(known.rules().sets());
            network.connect(known.rules().rules());
            sets.keep(known.rules().sets().keySet());
            settled = known.changes();
        }
    }

    /** Looks what the kernel has, and puts right what somebody else changed. */
    void verify() throws IOException {
        synchronized (kernel) {
            sets.doubt();
            settled = -1;
        }
        settle();
    }

    private void settleSoon() {
        Thread.ofVirtual().name("neighbours").start(() -> {
            try {
                settle();
            } catch (IOException | RuntimeException failed) {
                log.atWarn()
                        .addKeyValue("because", failed.getMessage())
                        .log(
                                "Who may connect to whom could not be set; it is tried again with the next look at the host");
            }
        });
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized Known known() {
        return new Known(changes, ConnectRules.of(bridge, table, residents, zone.own()));
    }

    private void changed() {
        changes++;
        zone = new NameZone(table, residents, zone.own());
    }

    @Override
    public void close() {
        var running = server;
        if (running != null) {
            running.close();
        }
    }
}
