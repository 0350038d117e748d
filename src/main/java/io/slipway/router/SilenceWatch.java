package io.slipway.router;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.NoRouteToHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells a slow instance from one that is gone. A host that loses its power says nothing, and a request that it has would wait for
 * the response's whole time; so an instance that keeps one waiting is asked for a connection, which its kernel gives at once however
 * busy the app is. If it does not, requests that may be sent twice go elsewhere. Of one lane; looks only at what waits.
 */
final class SilenceWatch {

    static final long EVERY_MILLIS = 100;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int ANSWER_MILLIS = 500;

    private final Lane lane;
    /** Instances that were asked, with the time until which they are not asked again. */
    private final Map<Upstream, Long> asked = new HashMap<>();

    SilenceWatch(Lane lane) {
        this.lane = lane;
    }

    /** Looks for instances that keep a request waiting. */
    void sweep() {
        long now = lane.nanos();
        asked.values().removeIf(until -> now - until >= 0);
        lane.eachClient(client -> {
            Upstream silent = client.silentSince(now - PATIENCE_NANOS);
            if (silent != null && asked.putIfAbsent(silent, now + AGAIN_NANOS) == null) {
                ask(silent);
            }
        });
    }

    private void ask(Upstream silent) {
        new Bootstrap()
                .group(lane.loop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, ANSWER_MILLIS)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(silent.address())
                .addListener((ChannelFuture connected) -> answered(silent, connected));
    }

    private void answered(Upstream silent, ChannelFuture connected) {
        if (connected.isSuccess()) {
            connected.channel().close();
            return;
        }
        noConnection(silent, connected.cause());
        silent.pool(lane).closeIdle();
        lane.eachClient(client -> client.forsake(silent));
    }

    /** An instance took no connection: others are better for a while, and others of its host if it is the host that is silent. */
    void noConnection(Upstream failed, Throwable cause) {
        long until = lane.nanos() + lane.properties().setAsideTime().toNanos();
        failed.setAsideUntil(until);
        boolean hostIsSilent = cause instanceof ConnectTimeoutException || cause instanceof NoRouteToHostException;
        if (hostIsSilent && !failed.endpoint().host().isEmpty()) {
            for (Upstream each : lane.state().index().upstreams()) {
                if (each.endpoint().host().equals(failed.endpoint().host())) {
                    each.setAsideUntil(until);
                }
            }
        }
    }
}
