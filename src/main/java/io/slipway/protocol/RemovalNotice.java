package io.slipway.protocol;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * How the server tells a host that it was removed: the end of a call that carries this mark. Unlike silence and any other refusal
 * it is the last word, upon which the host runs and routes nothing any more.
 */
public final class RemovalNotice {

    private static final Metadata.Key<String> MARK =
            Metadata.Key.of("slipway-host-removed", Metadata.ASCII_STRING_MARSHALLER);

    private RemovalNotice() {}

    /** The status of such an end. */
    public static Status status() {
        return Status.UNAUTHENTICATED.withDescription("This host was removed");
    }

    /** The trailers of such an end, made anew. */
    public static Metadata trailers() {
        var trailers = new Metadata();
        trailers.put(MARK, "true");
        return trailers;
    }

    /** The same as an exception. */
    public static StatusRuntimeException exception() {
        return status().asRuntimeException(trailers());
    }

    /** Whether a call ended so. */
    public static boolean isIn(Throwable failure) {
        var trailers = Status.trailersFromThrowable(failure);
        return trailers != null && trailers.containsKey(MARK);
    }
}
