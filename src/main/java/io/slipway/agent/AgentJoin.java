package io.slipway.agent;

import io.slipway.kernel.Backoff;
import io.slipway.kernel.PrivateFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Makes this host a member of a cluster and ends, so that a person at a terminal learns at once whether that worked. */
final class AgentJoin {

    /** A server that does not answer may be starting; one that does not answer for longer is somewhere else. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(2));

    private AgentJoin() {}

    /** Joins unless the host has joined before; {@link CannotStart} with a sentence for people when it cannot. */
    static void run(AgentOptions options) throws IOException, InterruptedException {
        run(options, PATIENCE);
    }

    static void run(AgentOptions options, Duration patience) throws IOException, InterruptedException {
        var identities = new IdentityFiles(new PrivateFiles(options.data()));
        if (identities.read().isPresent()) {
            return;
        }
        var token = options.token().orElseThrow(() -> new CannotStart("Give the join token that the console shows."));
        long deadline = System.nanoTime() + patience.toNanos();
        for (int failures = 1; ; failures++) {
            try {
                identities.write(new Joining(options).join(token));
                return;
            } catch (IOException notNow) {
                if (System.nanoTime() - deadline > 0) {
                    throw new CannotStart(String.valueOf(notNow.getMessage()), notNow);
                }
                Thread.sleep(AGAIN.after(failures, ThreadLocalRandom.current()));
            }
        }
    }
}
