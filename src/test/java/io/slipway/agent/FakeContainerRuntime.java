package io.slipway.agent;

import io.slipway.agent.RuntimeFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** An engine in memory that keeps the contract, and in which tests make things happen. */
public final class FakeContainerRuntime implements ContainerRuntime {

    private record Follower(String label, String value, Consumer<ContainerEvent> onEvent) {}

    private static final class Box {
        private final String id;
        private String name;
        private final String address;
        private final String sandboxId;
        private final Map<String, String> labels;
        private final Map<String, String> environment;
        private boolean running;
        private boolean started;
        private int pid;
        private int exitCode;
        private boolean outOfMemory;
        private Instant startedAt = Instant.EPOCH;

        private Box(
                String id,
                String name,
                String address,
                String sandboxId,
                Map<String, String> labels,
                Map<String, String> environment) {
            this.id = id;
            this.name = name;
            this.address = address;
            this.sandboxId = sandboxId;
            this.labels = labels;
            this.environment = environment;
        }
    }

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, ImageFacts> images = new HashMap<>();
    private final Map<String, RuntimeFailure> pullFailures = new HashMap<>();
    private final Map<String, ImageFacts> pullable = new HashMap<>();
    private final CountDownLatch pulling = new CountDownLatch(1);
    private volatile CountDownLatch pullGate = new CountDownLatch(0);
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private List<String> lastLines = List.of();
    private String breakAt = "";
    private final Map<String, List<RuntimeFailure>> failures = new HashMap<>();
    private boolean away;
    private volatile boolean deafToTerm;
    private int nextPid = 1000;
    private int nextId = 1;

    /** Makes an image known. */
    public synchronized FakeContainerRuntime withImage(String reference, ImageFacts facts) {
        images.put(reference, facts);
        images.put(facts.id(), facts);
        return this;
    }

    static ImageFacts facts(String id) {
        return new ImageFacts(id, "", List.of(8080), "", false, List.of(), "", 1024, "amd64", List.of("/run"));
    }

    /** Makes an image known to the registry, so that it can be pulled. */
    synchronized void withPullable(String reference, ImageFacts facts) {
        pullable.put(reference, facts);
    }

    /** Apps do not end at TERM. */
    void ignoreTerm() {
        deafToTerm = true;
    }

    /** Pulls make no progress until {@link #goOnPulling}. */
    void stallPulls() {
        pullGate = new CountDownLatch(1);
    }

    void goOnPulling() {
        pullGate.countDown();
    }

    /** Waits until a pull has begun. */
    void awaitPull() throws InterruptedException {
        pulling.await();
    }

    synchronized void failPull(String reference, RuntimeFailure failure) {
        pullFailures.put(reference, failure);
    }

    synchronized void goAway(boolean isAway) {
        away = isAway;
    }

    /** The next calls of this name fail so, and do nothing. */
    synchronized void fail(String call, RuntimeFailure... failing) {
        failures.computeIfAbsent(call, unused -> new ArrayList<>()).addAll(List.of(failing));
    }

    /** The next call of this name throws an {@link Error} after it took effect, as if the agent was killed there. */
    synchronized void breakAfter(String call) {
        breakAt = call;
    }

    synchronized void setLastLines(List<String> lines) {
        lastLines = lines;
    }

    /** What was called, in order, by name. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized Map<String, String> environmentOf(String name) {
        return find(name).orElseThrow().environment;
    }

    /** A process ends by itself. */
    void exit(String idOrName, int code, boolean oom) {
        Box box;
        synchronized (this) {
            box = find(idOrName).orElseThrow();
            box.running = false;
            box.exitCode = code;
            box.outOfMemory = oom;
        }
        tell(box, "die");
    }

    @Override
    public EngineFacts engine() {
        called("engine");
        return new EngineFacts("fake", "1.41", 2, 8L << 30, "amd64", "/nowhere");
    }

    @Override
    public void ensureNetwork(NetworkSpec spec) {
        called("ensureNetwork");
    }

    @Override
    public void removeNetwork(String name) {
        called("removeNetwork");
    }

    @Override
    public synchronized String createSandbox(SandboxSpec spec) {
        requireImage(spec.imageId());
        return add(spec.name(), spec.address(), "", spec.labels(), Map.of(), "createSandbox");
    }

    @Override
    public synchronized String createAppContainer(AppContainerSpec spec) {
        requireImage(spec.imageId());
        return add(spec.name(), "", spec.sandboxId(), spec.labels(), spec.environment(), "createAppContainer");
    }

    @Override
    public void start(String containerId) {
        var box = require(containerId);
        synchronized (this) {
            failIfTold("start");
            if (!box.sandboxId.isEmpty()
                    && find(box.sandboxId).filter(sandbox -> sandbox.running).isEmpty()) {
                throw new RuntimeFailure(Kind.OTHER, "cannot join network of a non running container");
            }
            box.running = true;
            box.started = true;
            box.pid = nextPid++;
            box.startedAt = Instant.now();
        }
        called("start");
        tell(box, "start");
    }

    @Override
    public void stop(String containerId, Duration grace) {
        called("stop");
        end(containerId, deafToTerm ? 137 : 0);
    }

    @Override
    public void kill(String containerId) {
        called("kill");
        end(containerId, 137);
    }

    @Override
    public void remove(String containerId) {
        called("remove");
        end(containerId, 137);
        synchronized (this) {
            find(containerId).ifPresent(box -> boxes.remove(box.id));
        }
    }

    @Override
    public void rename(String containerId, String name) {
        synchronized (this) {
            requireFreeName(name);
            require(containerId).name = name;
        }
        called("rename");
    }

    @Override
    public synchronized List<ContainerSummary> listByLabel(String label, String value) {
        called("list");
        return boxes.values().stream()
                .filter(box -> value.equals(box.labels.get(label)))
                .map(box -> new ContainerSummary(box.id, box.name, box.running, box.labels))
                .toList();
    }

    @Override
    public synchronized Optional<ContainerDetails> inspect(String idOrName) {
        called("inspect");
        return find(idOrName)
                .map(box -> new ContainerDetails(
                        box.id,
                        box.name,
                        box.running,
                        box.started,
                        box.running ? box.pid : 0,
                        box.exitCode,
                        box.outOfMemory,
                        "",
                        "/nowhere/" + box.id,
                        box.address,
                        box.startedAt,
                        box.labels));
    }

    @Override
    public AutoCloseable events(String label, String value, Runnable onConnected, Consumer<ContainerEvent> onEvent) {
        var follower = new Follower(label, value, onEvent);
        followers.add(follower);
        onConnected.run();
        return () -> followers.remove(follower);
    }

    @Override
    public ContainerUse stats(String containerId) {
        require(containerId);
        return new ContainerUse(1_000, 4096, 1 << 20);
    }

    @Override
    public synchronized List<String> lastLines(String containerId, int count) {
        require(containerId);
        return lastLines;
    }

    @Override
    public AutoCloseable followLogs(String containerId, int sinceSeconds, Consumer<LogChunk> onChunk) {
        require(containerId);
        return () -> {};
    }

    @Override
    public void pull(String reference, Consumer<Integer> progressPercent) {
        called("pull");
        stall();
        synchronized (this) {
            var failure = pullFailures.get(reference);
            if (failure != null) {
                throw failure;
            }
            if (!pullable.containsKey(reference) && !images.containsKey(reference)) {
                throw new RuntimeFailure(Kind.IMAGE_NOT_FOUND, "manifest unknown");
            }
            Optional.ofNullable(pullable.get(reference)).ifPresent(facts -> withImage(reference, facts));
        }
        progressPercent.accept(100);
    }

    private void stall() {
        try {
            pulling.countDown();
            pullGate.await();
        } catch (InterruptedException cancelled) {
            calls.add("pull cancelled");
            Thread.currentThread().interrupt();
            throw new RuntimeFailure(Kind.OTHER, "Interrupted while the engine worked.", cancelled);
        }
    }

    @Override
    public synchronized Optional<ImageFacts> image(String idOrReference) {
        called("image");
        return Optional.ofNullable(images.get(idOrReference));
    }

    @Override
    public void load(InputStream archive) {
        called("load");
        try {
            archive.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        followers.clear();
    }

    private void failIfTold(String call) {
        var left = failures.getOrDefault(call, List.of());
        if (!left.isEmpty()) {
            throw left.removeFirst();
        }
    }

    private void called(String name) {
        if (away) {
            throw new RuntimeFailure(Kind.ENGINE_UNAVAILABLE, "The engine is away.");
        }
        calls.add(name);
        if (name.equals(breakAt)) {
            breakAt = "";
            throw new Error("the agent is killed after " + name);
        }
    }

    private String add(
            String name,
            String address,
            String sandboxId,
            Map<String, String> labels,
            Map<String, String> environment,
            String call) {
        requireFreeName(name);
        var id = "container-" + nextId++;
        boxes.put(id, new Box(id, name, address, sandboxId, labels, environment));
        called(call);
        return id;
    }

    private void requireFreeName(String name) {
        if (boxes.values().stream().anyMatch(box -> box.name.equals(name))) {
            throw new RuntimeFailure(Kind.CONFLICT, "The name " + name + " is in use");
        }
    }

    private void requireImage(String imageId) {
        if (!images.containsKey(imageId)) {
            throw new RuntimeFailure(Kind.NOT_FOUND, "No such image: " + imageId);
        }
    }

    private void end(String idOrName, int code) {
        Optional<Box> ended;
        synchronized (this) {
            ended = find(idOrName).filter(box -> box.running);
            ended.ifPresent(box -> {
                box.running = false;
                box.exitCode = code;
            });
        }
        ended.ifPresent(box -> tell(box, "die"));
    }

    private synchronized Box require(String idOrName) {
        return find(idOrName).orElseThrow(() -> new RuntimeFailure(Kind.NOT_FOUND, "No such container: " + idOrName));
    }

    private Optional<Box> find(String idOrName) {
        return boxes.values().stream()
                .filter(box -> box.id.equals(idOrName) || box.name.equals(idOrName))
                .findFirst();
    }

    private void tell(Box box, String action) {
        for (var follower : new ArrayList<>(followers)) {
            if (follower.value().equals(box.labels.get(follower.label()))) {
                follower.onEvent().accept(new ContainerEvent(box.id, box.name, action));
            }
        }
    }
}
