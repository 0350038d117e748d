package io.slipway.agent;

import io.slipway.agent.RuntimeFailure.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sandboxes and keeps a few warm, because a container that joins a running one starts in less than half the time. Refills
 * on one thread of its own. The monitor guards the pool and the wish; no engine call is made while it is held.
 */
final class Sandboxes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sandboxes.class);
    private static final int MOST_WARM = 64;
    private static final int ADDRESS_TRIES = 16;
    private static final long RETRY_MILLIS = 2_000;
    /** The pool is filled up once starts have been quiet for so long: making a sandbox would slow down who waits for an app. */
    private static final long QUIET_MILLIS = 400;
    /** A host that is never quiet still gets its pool. */
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final ContainerRuntime runtime;
    private final Addresses addresses;
    private final SandboxSettings settings;
    private final SandboxNetwork network;
    private final Semaphore starts;
    private final Deque<Sandbox> warm = new ArrayDeque<>();
    private final Thread refiller;
    private int wanted;
    private long takenAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
    private boolean closed;

    Sandboxes(
            ContainerRuntime runtime,
            Addresses addresses,
            SandboxSettings settings,
            SandboxNetwork network,
            Semaphore starts) {
        this.runtime = runtime;
        this.addresses = addresses;
        this.settings = settings;
        this.network = network;
        this.starts = starts;
        this.refiller = Thread.ofVirtual().name("sandbox-pool").start(this::refill);
    }

    /**
     * Where sandboxes are made.
     *
     * @param clusterId for their label
     * @param pauseImageId that they run
     */
    record SandboxSettings(String clusterId, String pauseImageId) {}

    /** Sets how many to keep warm. */
    synchronized void keepWarm(int count) {
        wanted = Math.clamp(count, 0, MOST_WARM);
        notifyAll();
    }

    synchronized int warmCount() {
        return warm.size();
    }

    /**
     * A running sandbox under the instance's name: a warm one if there is one, else a new one.
     *
     * @param furnish makes the app's container in it, beside the naming; repeated for another sandbox if this one has ended
     */
    Sandbox take(String instanceId, Consumer<Sandbox> furnish) throws InterruptedException {
        for (var candidate = poll(); candidate.isPresent(); candidate = poll()) {
            var sandbox = candidate.get();
            try {
                if (adopt(sandbox, Names.sandbox(instanceId), furnish)) {
                    return sandbox;
                }
            } catch (RuntimeFailure failure) {
                if (failure.kind() == Kind.ENGINE_UNAVAILABLE) {
                    giveBack(sandbox);
                } else {
                    remove(sandbox);
                }
                throw failure;
            }
            remove(sandbox);
        }
        var made = create(Names.sandbox(instanceId), false);
        try {
            furnish.accept(made);
        } catch (RuntimeFailure failure) {
            remove(made);
            throw failure;
        }
        return made;
    }

    /** A running sandbox under the instance's name whose pause process looks for a lease: never a warm one, which sleeps for ever. */
    Sandbox takeFenced(String instanceId) throws InterruptedException {
        return create(Names.sandbox(instanceId), true);
    }

    /** Whether the sandbox runs and has its name now. The engine needs some ten milliseconds for each of the two tasks. */
    private boolean adopt(Sandbox sandbox, String name, Consumer<Sandbox> furnish) throws InterruptedException {
        var naming = new FutureTask<>(() -> {
            runtime.rename(sandbox.containerId(), name);
            return isRunning(sandbox);
        });
        Thread.ofVirtual().name("sandbox-naming").start(naming);
        RuntimeFailure unfurnished = null;
        try {
            furnish.accept(sandbox);
        } catch (RuntimeFailure failure) {
            unfurnished = failure;
        }
        boolean runs = resultOf(naming);
        if (runs && unfurnished != null) {
            throw unfurnished;
        }
        return runs;
    }

    private static boolean resultOf(FutureTask<Boolean> naming) throws InterruptedException {
        try {
            return naming.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeFailure failure && failure.kind() != Kind.ENGINE_UNAVAILABLE) {
                return false;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Takes a pooled sandbox that an earlier run of the agent left. */
    void adoptPooled(ContainerDetails found) {
        if (!isUsable(found) || !addresses.contains(found.address())) {
            runtime.remove(found.id());
            return;
        }
        addresses.adopt(found.address());
        giveBack(new Sandbox(found.id(), found.address(), found.pid()));
    }

    /** Whether it runs and is connected: an agent that ended in between left one that is not. */
    boolean isUsable(ContainerDetails found) {
        boolean plugsItself = found.labels().containsKey(ContainerLabels.ADDRESS);
        return found.running() && (!plugsItself || network.isPlugged(found.address()));
    }

    /** What the containers of a sandbox see in place of their image's own files. */
    Map<String, String> files(Sandbox sandbox) {
        return network.files(sandbox.address());
    }

    /** Marks the address of an instance's sandbox that an earlier run of the agent made as used. */
    void adopt(Sandbox sandbox) {
        addresses.adopt(sandbox.address());
    }

    /** Removes a sandbox and puts its address into quarantine. */
    void remove(Sandbox sandbox) {
        runtime.remove(sandbox.containerId());
        addresses.release(sandbox.address());
    }

    /** Whether the pool holds this container. */
    synchronized boolean holds(String containerId) {
        return warm.stream().anyMatch(sandbox -> sandbox.containerId().equals(containerId));
    }

    /** Drops a pooled sandbox that has ended; another takes its place. */
    void ended(String containerId) {
        Optional<Sandbox> lost;
        synchronized (this) {
            lost = warm.stream()
                    .filter(sandbox -> sandbox.containerId().equals(containerId))
                    .findFirst();
            lost.ifPresent(warm::remove);
            notifyAll();
        }
        lost.ifPresent(this::remove);
    }

    private synchronized Optional<Sandbox> poll() {
        var found = Optional.ofNullable(warm.poll());
        takenAt = System.nanoTime();
        notifyAll();
        return found;
    }

    private synchronized void giveBack(Sandbox sandbox) {
        warm.add(sandbox);
    }

    private boolean isRunning(Sandbox sandbox) {
        return runtime.inspect(sandbox.containerId()).filter(this::isUsable).isPresent();
    }

    private Sandbox create(String name, boolean endsByItself) throws InterruptedException {
        for (int tries = 0; tries < ADDRESS_TRIES; tries++) {
            var address = addresses.next().orElseThrow(() -> new RuntimeFailure(Kind.OTHER, addresses.shortage()));
            try {
                return start(name, address, endsByItself);
            } catch (RuntimeFailure failure) {
                addresses.release(address);
                if (failure.kind() != Kind.CONFLICT) {
                    throw failure;
                }
                // Somebody else has the address, or an earlier try left the name behind.
                runtime.remove(name);
            }
        }
        throw new RuntimeFailure(Kind.OTHER, "Every address that was tried is taken by something else on this host.");
    }

    private Sandbox start(String name, String address, boolean endsByItself) throws InterruptedException {
        var id = runtime.createSandbox(new SandboxSpec(
                name,
                settings.pauseImageId(),
                address,
                ContainerLabels.sandbox(settings.clusterId(), address),
                endsByItself));
        starts.acquire();
        try {
            runtime.start(id);
            var sandbox = new Sandbox(
                    id, address, runtime.inspect(id).map(ContainerDetails::pid).orElse(0));
            network.plug(sandbox);
            return sandbox;
        } catch (RuntimeFailure failure) {
            runtime.remove(id);
            throw failure;
        } catch (IOException unplugged) {
            runtime.remove(id);
            throw new RuntimeFailure(
                    Kind.OTHER, "The instance could not be connected to the network: " + unplugged.getMessage());
        } finally {
            starts.release();
        }
    }

    private void refill() {
        try {
            while (awaitShortage()) {
                try {
                    var fresh = create(Names.pooled(), false);
                    giveBack(fresh);
                } catch (RuntimeFailure failure) {
                    log.atWarn().addKeyValue("because", failure.sentence()).log("No warm sandbox could be made");
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitShortage() throws InterruptedException {
        long shortSince = System.nanoTime();
        while (!closed && (warm.size() >= wanted || mustWait(shortSince))) {
            if (warm.size() >= wanted) {
                wait();
                shortSince = System.nanoTime();
            } else {
                wait(QUIET_MILLIS);
            }
        }
        return !closed;
    }

    private boolean mustWait(long shortSince) {
        long now = System.nanoTime();
        return now - takenAt < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS)
                && now - shortSince < TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
    }

    @Override
    public synchronized void close() {
        closed = true;
        refiller.interrupt();
    }
}
