package io.slipway.agent;

import io.slipway.agent.RuntimeFailure.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances of this host that must never run twice at once. They live as long as the host's lease, which every acknowledged
 * heartbeat renews, and are begun only under a fresh one. Thread-safe.
 */
final class Fences {

    private static final Logger log = LoggerFactory.getLogger(Fences.class);
    private static final long LOOK_MILLIS = 5;
    private static final int LOOKS = 400;

    private final Path processes;
    private final HostLease lease;
    private final Map<String, Fence> fences = new ConcurrentHashMap<>();

    /** @param processes {@code /proc} */
    Fences(Path processes) {
        this.processes = processes;
        this.lease = new HostLease(new Uptime(processes.resolve("uptime")));
    }

    /** Whether this machine tells what fences need. */
    static boolean arePossible(Path processes) {
        return Files.isReadable(processes.resolve("uptime"));
    }

    void connected(Duration length) {
        lease.connected(length);
    }

    void beat(long sequence) {
        lease.beat(sequence);
    }

    /** A heartbeat was acknowledged: whoever lives may go on living. */
    void acknowledged(long sequence) {
        lease.acknowledged(sequence);
        lease.term().ifPresent(this::extendAll);
    }

    private void extendAll(HostLease.Term term) {
        fences.forEach((instance, fence) -> {
            if (!fence.extend(term)) {
                log.atDebug().addKeyValue("instance", instance).log("A sandbox has ended with its lease");
            }
        });
    }

    /** Whether an instance may begin now. */
    boolean mayBegin(LocalInstance instance) {
        return lease.isFresh() && instance.mayBegin();
    }

    /**
     * Arms a new sandbox, before anything runs in it.
     *
     * @throws RuntimeFailure when the sandbox has no pause process that ends by itself, or the lease ran out meanwhile
     */
    void arm(LocalInstance instance, Sandbox sandbox) throws InterruptedException {
        var fence = new Fence(processes, sandbox, Names.sandbox(instance.id()));
        awaitPause(fence);
        // Read before it is asked whether it is wanted: a lease that was renewed after a silence came after the
        // assignment that says so.
        var term = lease.term();
        if (term.isEmpty() || !instance.mayBegin() || !fence.extend(term.get())) {
            throw new RuntimeFailure(Kind.OTHER, "The host's lease ran out before the instance could start.");
        }
        fences.put(instance.id(), fence);
    }

    /** Takes over the sandbox of an instance that is found running; false when it would not end by itself. */
    boolean adopt(String instanceId, Sandbox sandbox) {
        var fence = new Fence(processes, sandbox, Names.sandbox(instanceId));
        boolean adopted = fence.adopt();
        if (adopted) {
            fences.put(instanceId, fence);
        }
        return adopted;
    }

    /** Whether an instance's time was over, as far as this process knows. */
    boolean isOver(String instanceId) {
        var fence = fences.get(instanceId);
        return fence != null && fence.isOver();
    }

    void forget(String instanceId) {
        fences.remove(instanceId);
    }

    private static void awaitPause(Fence fence) throws InterruptedException {
        for (int looks = 0; !fence.isThere(); looks++) {
            if (looks == LOOKS) {
                throw new RuntimeFailure(Kind.OTHER, "The instance's pause process does not look for a lease.");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
