package io.slipway.agent;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Connections to the server: TLS of the JDK, one event loop thread, calls on virtual threads. */
final class ServerChannels {

    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int SILENT_SECONDS = 10;

    private ServerChannels() {}

    static ManagedChannel forJoining(AgentOptions options, ServerTrust trust) {
        return channel(options, newLoop(), SslContextBuilder.forClient().trustManager(trust));
    }

    /** The link under this identity, and under those that follow it. */
    static ServerLink link(AgentOptions options, Identity identity) {
        var loop = newLoop();
        return new ServerLink(present -> of(options, loop, present), identity);
    }

    private static ManagedChannel of(AgentOptions options, EventLoopGroup loop, Identity identity) {
        return channel(
                options,
                loop,
                SslContextBuilder.forClient()
                        .trustManager(ServerTrust.in(identity.authority()))
                        .keyManager(identity.key(), identity.certificate()));
    }

    private static EventLoopGroup newLoop() {
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("server-link", true), NioIoHandler.newFactory());
    }

    private static ManagedChannel channel(AgentOptions options, EventLoopGroup loop, SslContextBuilder tls) {
        try {
            return NettyChannelBuilder.forAddress(options.serverHost(), options.serverPort())
                    .channelType(NioSocketChannel.class)
                    .eventLoopGroup(loop)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .offloadExecutor(Executors.newVirtualThreadPerTaskExecutor())
                    .sslContext(GrpcSslContexts.configure(tls, SslProvider.JDK).build())
                    .maxInboundMessageSize(LARGEST_MESSAGE)
                    .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .keepAliveTimeout(SILENT_SECONDS, TimeUnit.SECONDS)
                    .keepAliveWithoutCalls(false)
                    .disableRetry()
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
