package io.slipway.agent;

import io.slipway.kernel.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * A planned restart that costs no request. At the signal USR1 this process starts the agent anew, as it was started itself, and lends it
 * the router's listening socket. Once the new process routes, this one accepts no more, lets go of everything, ends the requests that it
 * has, and ends. When the new one does not come so far, nothing has happened.
 */
final class HandOver {

    private static final Logger log = LoggerFactory.getLogger(HandOver.class);
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 10;

    private final AgentOptions options;
    private final PrivateFiles files;
    private final CompletableFuture<Steps> ready = new CompletableFuture<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    /**
     * What this process does for another one.
     *
     * @param stopListening so that every new connection goes to the new process
     * @param letGo of all that only one process may hold, then wait until the router's last request has ended
     */
    record Steps(Runnable stopListening, Runnable letGo) {}

    private HandOver(AgentOptions options, PrivateFiles files) {
        this.options = options;
        this.files = files;
    }

    /** Heeds the signal from now on; one that comes before the agent is ready to hand over waits until it is. */
    static HandOver atSignal(AgentOptions options, PrivateFiles files) {
        var handOver = new HandOver(options, files);
        // Not a daemon: the process must live until the last request has ended.
        Signal.handle(
                new Signal("USR1"),
                signal -> Thread.ofPlatform().name("hand-over").daemon(false).start(handOver::run));
        return handOver;
    }

    /** The agent is whole. */
    void ready(Steps steps) {
        ready.complete(steps);
    }

    private void run() {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        try {
            var steps = ready.join();
            if (startSuccessor()) {
                steps.stopListening().run();
                steps.letGo().run();
                Runtime.getRuntime().halt(0);
            }
        } catch (IOException | InterruptedException failed) {
            log.atError().setCause(failed).log("The agent could not hand over; it goes on");
        }
        underWay.set(false);
    }

    private boolean startSuccessor() throws IOException, InterruptedException {
        files.remove(Predecessor.READY);
        LentListener.lend(options.routerPort());
        var builder = new ProcessBuilder(command()).inheritIO();
        builder.environment()
                .put(Predecessor.VARIABLE, Long.toString(ProcessHandle.current().pid()));
        var successor = builder.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!routes(successor)) {
            if (!successor.isAlive() || System.nanoTime() - deadline > 0) {
                successor.destroyForcibly();
                log.atError().log("The new process of the agent did not come so far as to route; this one goes on");
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private boolean routes(Process successor) {
        var ready = files.read(Predecessor.READY).map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
        return ready.filter(Long.toString(successor.pid())::equals).isPresent();
    }

    private static List<String> command() throws IOException {
        return List.of(Files.readString(COMMAND_LINE).split("\0"));
    }
}
