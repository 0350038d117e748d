package io.slipway.agent;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.function.Function;

/**
 * The way to the server under this host's present certificate. Whoever holds it need not know when that is renewed: the connection
 * beneath is exchanged as a whole, since a TLS session that is resumed would show the certificate that it began with. Thread-safe.
 */
final class ServerLink extends Channel implements AutoCloseable {

    private final Function<Identity, ManagedChannel> connect;
    private ManagedChannel current;

    /** @param connect makes a channel that shows a host's certificate; it dials at the first call */
    ServerLink(Function<Identity, ManagedChannel> connect, Identity identity) {
        this.connect = connect;
        this.current = connect.apply(identity);
    }

    /** Shows this certificate from now on. Calls that are open end as if the network had broken them; their callers try again. */
    void use(Identity identity) {
        var fresh = connect.apply(identity);
        ManagedChannel former;
        synchronized (this) {
            former = current;
            current = fresh;
        }
        former.shutdownNow();
    }

    /** Has the next call dial at once: gRPC by itself waits up to two minutes after failures, and its callers wait enough already. */
    void dialAnew() {
        present().resetConnectBackoff();
    }

    @Override
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
        return present().newCall(method, options);
    }

    @Override
    public String authority() {
        return present().authority();
    }

    private synchronized ManagedChannel present() {
        return current;
    }

    @Override
    public void close() {
        present().shutdownNow();
    }
}
