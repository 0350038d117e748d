package io.slipway.dispatcher;

import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.slipway.protocol.RemovalNotice;

/**
 * A host's call that can be ended from outside while others write to it: gRPC's own call is for one thread at a time. Once ended it
 * takes and gives nothing more, and whoever serves it is told that it was cancelled. Thread-safe.
 */
final class HostCall<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {

    private boolean closed;
    private volatile boolean ended;

    HostCall(ServerCall<Q, A> call) {
        super(call);
    }

    /**
     * Passes on what arrives, until the call is ended.
     *
     * @param whenOver runs when nothing can happen in this call any more
     */
    ServerCall.Listener<Q> guarding(ServerCall.Listener<Q> listener, Runnable whenOver) {
        return new Guarded(listener, whenOver);
    }

    /** Ends the call: its host was removed. */
    synchronized void end() {
        ended = true;
        close(RemovalNotice.status(), RemovalNotice.trailers());
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
        if (!closed) {
            super.sendHeaders(headers);
        }
    }

    @Override
    public synchronized void sendMessage(A message) {
        if (!closed) {
            super.sendMessage(message);
        }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
        if (!closed) {
            closed = true;
            super.close(status, trailers);
        }
    }

    @Override
    public boolean isCancelled() {
        return ended || super.isCancelled();
    }

    private final class Guarded extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {

        private final Runnable whenOver;

        Guarded(ServerCall.Listener<Q> listener, Runnable whenOver) {
            super(listener);
            this.whenOver = whenOver;
        }

        @Override
        public void onMessage(Q message) {
            if (!ended) {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            if (!ended) {
                super.onHalfClose();
            }
        }

        @Override
        public void onComplete() {
            whenOver.run();
            if (ended) {
                super.onCancel();
            } else {
                super.onComplete();
            }
        }

        @Override
        public void onCancel() {
            whenOver.run();
            super.onCancel();
        }
    }
}
