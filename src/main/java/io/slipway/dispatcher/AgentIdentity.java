package io.slipway.dispatcher;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.slipway.hosts.HostRegistry;
import io.slipway.kernel.HostId;
import io.slipway.protocol.JoinDeskGrpc;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/**
 * Lets a call through only when its client certificate speaks for a host, and says which host that is. The certificate is the
 * only source of a host's identity: no message names its sender. Joining is the one call that needs none.
 */
@Component
@GlobalServerInterceptor
class AgentIdentity implements ServerInterceptor {

    /** The host that makes the present call. */
    static final Context.Key<HostId> HOST = Context.key("host");

    /** The network address that the present call to join comes from. */
    static final Context.Key<String> ADDRESS = Context.keyWithDefault("address", "unknown");

    private final HostRegistry hosts;
    private final HostCalls calls;

    AgentIdentity(HostRegistry hosts, HostCalls calls) {
        this.hosts = hosts;
        this.calls = calls;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (JoinDeskGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return Contexts.interceptCall(Context.current().withValue(ADDRESS, addressOf(call)), call, headers, next);
        }
        return certificateOf(call)
                .flatMap(certificate -> claimOf(certificate)
                        .map(host -> admit(
                                host,
                                certificate,
                                call,
                                own -> Contexts.interceptCall(
                                        Context.current().withValue(HOST, host), own, headers, next))))
                .orElseGet(() -> refuse(call));
    }

    /** Serves the call of a trusted host; it is known from before its host is looked up until it is over. */
    private <Q, A> ServerCall.Listener<Q> admit(
            HostId host,
            X509Certificate certificate,
            ServerCall<Q, A> call,
            Function<ServerCall<Q, A>, ServerCall.Listener<Q>> serve) {
        var own = new HostCall<>(call);
        calls.opened(host, own);
        boolean serving = false;
        try {
            if (!hosts.trusts(host, certificate.getSerialNumber().toString(16))) {
                return refuse(host, own);
            }
            var listener = own.guarding(serve.apply(own), () -> calls.closed(host, own));
            serving = true;
            return listener;
        } finally {
            if (!serving) {
                calls.closed(host, own);
            }
        }
    }

    private <Q, A> ServerCall.Listener<Q> refuse(HostId host, HostCall<Q, A> call) {
        if (!hosts.wasRemoved(host)) {
            return refuse(call);
        }
        call.end();
        return new ServerCall.Listener<>() {};
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call) {
        call.close(Status.UNAUTHENTICATED.withDescription("No certificate of a joined host"), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static String addressOf(ServerCall<?, ?> call) {
        return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote
                ? remote.getHostString()
                : "unknown";
    }

    private static Optional<X509Certificate> certificateOf(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** The host that a certificate is made out to. */
    private static Optional<HostId> claimOf(X509Certificate certificate) {
        var subject = certificate.getSubjectX500Principal().getName();
        if (!subject.startsWith("CN=")) {
            return Optional.empty();
        }
        try {
            return Optional.of(HostId.of(subject.substring("CN=".length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
