package io.slipway.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long this host may take it that the server counts it as well: from the moment when it <em>sent</em> the last heartbeat that the
 * server acknowledged. The server counts from when it received that one, which is later, so whatever ends with this lease has ended
 * before the server gives the host up. Thread-safe.
 */
final class HostLease {

    /** More are never on their way: the stream would have ended long before. */
    private static final int MOST_WAITING = 64;

    private record Beat(long sequence, long sentAt) {}

    private final Uptime uptime;
    private final Deque<Beat> waiting = new ArrayDeque<>();
    private long length;
    private @Nullable Beat acknowledged;

    HostLease(Uptime uptime) {
        this.uptime = uptime;
    }

    /** A lease as it was at one moment. */
    record Term(long end, Uptime uptime) {

        /** What is left of it now, in hundredths of a second; negative once it is over. */
        long left() {
            return end - uptime.now();
        }
    }

    /** A connection begins: nothing that was sent before it will be acknowledged. */
    synchronized void connected(Duration lease) {
        waiting.clear();
        length = Uptime.hundredths(lease);
    }

    /** To be called before a heartbeat is sent. */
    synchronized void beat(long sequence) {
        if (waiting.size() == MOST_WAITING) {
            waiting.removeFirst();
        }
        waiting.addLast(new Beat(sequence, uptime.now()));
    }

    /** The server has heard a heartbeat. */
    synchronized void acknowledged(long sequence) {
        while (!waiting.isEmpty() && waiting.getFirst().sequence() <= sequence) {
            var beat = waiting.removeFirst();
            if (beat.sequence() == sequence) {
                acknowledged = beat;
            }
        }
    }

    /** The lease as it is; empty until a heartbeat was acknowledged. */
    synchronized Optional<Term> term() {
        return Optional.ofNullable(acknowledged).map(beat -> new Term(beat.sentAt() + length, uptime));
    }

    /** Whether enough of it is left to begin something under it: more than half. */
    synchronized boolean isFresh() {
        return term().filter(term -> term.left() > length / 2).isPresent();
    }
}
