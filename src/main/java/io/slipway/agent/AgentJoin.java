package io.slipway.agent;

import io.slipway.kernel.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes this host a member of a cluster unless it is one, and tries again while the server does not answer. */
final class AgentJoin {

    /** Of a person at a terminal: a server that is silent for longer is not starting, it is somewhere else. */
    static final Duration AT_A_TERMINAL = Duration.ofSeconds(20);

    /** Of a program that nobody watches. */
    static final Duration ENDLESS = Duration.ofDays(3650);

    private static final Logger log = LoggerFactory.getLogger(AgentJoin.class);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    private AgentJoin() {}

    /**
     * Who this host is; {@link CannotStart} with a sentence for people when it cannot become anybody.
     *
     * @param patience how long the server may be silent
     */
    static Identity identity(AgentOptions options, IdentityFiles files, Duration patience)
            throws IOException, InterruptedException {
        var known = files.read();
        if (known.isPresent()) {
            return known.get();
        }
        var token = options.token()
                .orElseThrow(() -> new CannotStart(
                        "This host has not joined a cluster yet. Give --token, which the console shows."));
        var joined = join(options, token, patience);
        files.write(joined);
        return joined;
    }

    private static Identity join(AgentOptions options, String token, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int failures = 1; ; failures++) {
            try {
                return new Joining(options).join(token);
            } catch (IOException notNow) {
                if (System.nanoTime() - deadline > 0) {
                    throw new CannotStart(String.valueOf(notNow.getMessage()), notNow);
                }
                log.atWarn().addKeyValue("because", notNow.getMessage()).log("Cannot join yet; trying again");
                Thread.sleep(AGAIN.after(failures, ThreadLocalRandom.current()));
            }
        }
    }
}
