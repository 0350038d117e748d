package io.slipway.agent;

import io.slipway.kernel.PrivateFiles;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of the agent that this one takes over from: it lent its listening socket, lets go of the folder when this process routes,
 * and then only ends the requests that it has.
 *
 * @param listener that both listen on for a moment
 * @param process the other one
 */
record Predecessor(ServerSocketChannel listener, ProcessHandle process) {

    /** Names the process that hands over, for the one that it starts. */
    static final String VARIABLE = "SLIPWAY_PREDECESSOR";

    /** Where the new process says that it routes: its number. */
    static final String READY = "successor";

    private static final Logger log = LoggerFactory.getLogger(Predecessor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 10;

    /** The one that started this process to be relieved; empty in an ordinary start. */
    static Optional<Predecessor> find(int routerPort) throws IOException {
        var named = System.getenv(VARIABLE);
        var parent = ProcessHandle.current().parent();
        if (named == null
                || parent.map(handle -> !named.equals(Long.toString(handle.pid())))
                        .orElse(true)) {
            return Optional.empty();
        }
        return LentListener.taken(routerPort).map(listener -> new Predecessor(listener, parent.get()));
    }

    /** Whether it still has requests whose end nobody else knows. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Says that this process routes, and waits until the other one lets go of the folder. */
    FolderLock relieve(AgentOptions options, PrivateFiles files) throws IOException, InterruptedException {
        var number = Long.toString(ProcessHandle.current().pid());
        files.write(READY, number.getBytes(StandardCharsets.US_ASCII));
        if (options.pidFile().isPresent()) {
            Files.writeString(options.pidFile().get(), number + "\n");
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var lock = FolderLock.take(options.data());
                log.atInfo().addKeyValue("process", process.pid()).log("Took over from another process of the agent");
                return lock;
            } catch (CannotStart stillHeld) {
                if (System.nanoTime() - deadline > 0) {
                    throw stillHeld;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }
}
