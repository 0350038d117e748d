package io.slipway.agent;

import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.ServerMessage;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One control stream, from opening to its end. Sending is thread-safe; messages are taken by one thread. */
final class ServerSession implements AutoCloseable {

    private static final int MOST_WAITING = 1_024;

    private final BlockingQueue<ServerMessage> received = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    private final StreamObserver<AgentMessage> out;

    ServerSession(Channel channel) {
        this.out = AgentLinkGrpc.newStub(channel).connect(new StreamObserver<>() {
            @Override
            public void onNext(ServerMessage message) {
                if (!received.offer(message)) {
                    fail(new IllegalStateException("more than " + MOST_WAITING + " messages wait"));
                }
            }

            @Override
            public void onError(Throwable lost) {
                fail(lost);
            }

            @Override
            public void onCompleted() {
                fail(new IllegalStateException("the server ended the stream"));
            }
        });
    }

    /** Sends a message; into a stream that has ended it goes nowhere, and the next session says everything again. */
    synchronized void send(AgentMessage message) {
        if (end.get() == null) {
            try {
                out.onNext(message);
            } catch (IllegalStateException ended) {
                fail(ended);
            }
        }
    }

    /** The next message, or empty after the wait; throws what ended the stream once nothing is left of it. */
    Optional<ServerMessage> next(long millis) throws InterruptedException, SessionEnded {
        var message = received.poll(millis, TimeUnit.MILLISECONDS);
        var cause = end.get();
        if (message == null && cause != null) {
            throw new SessionEnded(cause);
        }
        return Optional.ofNullable(message);
    }

    private void fail(Throwable cause) {
        end.compareAndSet(null, cause);
    }

    @Override
    public synchronized void close() {
        if (end.compareAndSet(null, new IllegalStateException("closed"))) {
            out.onError(io.grpc.Status.CANCELLED.asRuntimeException());
        }
    }

    /** The stream is over. */
    static final class SessionEnded extends Exception {
        SessionEnded(Throwable cause) {
            super(cause);
        }
    }
}
