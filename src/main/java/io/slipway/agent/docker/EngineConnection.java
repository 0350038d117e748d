package io.slipway.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.slipway.agent.RuntimeFailure;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Clients of one engine, made at first use with an API version that both sides know. Two of them: quick calls have a time limit,
 * streams and stops have none. The lock guards the making only, not the calls.
 */
final class EngineConnection implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration QUICK_LIMIT = Duration.ofSeconds(60);
    private static final int MAX_CONNECTIONS = 256;

    /** The newest version that the client library was tried with; newer engines still speak it. */
    private static final RemoteApiVersion PREFERRED = RemoteApiVersion.create(1, 44);

    private final String address;
    private @Nullable Clients clients;

    private record Clients(DockerClient quick, DockerClient patient, RemoteApiVersion version) {}

    EngineConnection(String address) {
        this.address = address;
    }

    <T> T call(DockerRuntime.Question<T> question) {
        return translating(() -> question.ask(clients().quick()));
    }

    void run(DockerRuntime.Order order) {
        translating(() -> {
            order.give(clients().quick());
            return true;
        });
    }

    void runLong(DockerRuntime.Order order) {
        translating(() -> {
            order.give(clients().patient());
            return true;
        });
    }

    DockerClient streaming() {
        return translating(() -> clients().patient());
    }

    String apiVersion() {
        return clients().version().getVersion();
    }

    private synchronized Clients clients() {
        var known = clients;
        if (known == null) {
            var version = agreedVersion();
            known = new Clients(client(version, QUICK_LIMIT), client(version, Duration.ZERO), version);
            clients = known;
        }
        return known;
    }

    private RemoteApiVersion agreedVersion() {
        try (var plain = client(RemoteApiVersion.UNKNOWN_VERSION, QUICK_LIMIT)) {
            var answer = plain.versionCmd().exec();
            var newest = RemoteApiVersion.parseConfig(answer.getApiVersion());
            var oldest = RemoteApiVersion.parseConfigWithDefault(answer.getMinAPIVersion());
            if (!newest.isGreaterOrEqual(PREFERRED)) {
                return newest;
            }
            return oldest.isGreaterOrEqual(PREFERRED) && !oldest.equals(RemoteApiVersion.UNKNOWN_VERSION)
                    ? oldest
                    : PREFERRED;
        } catch (IOException closing) {
            throw Failures.translate(closing, address);
        }
    }

    private DockerClient client(RemoteApiVersion version, Duration limit) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address)
                .withApiVersion(version)
                .withDockerTlsVerify(false)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(CONNECT_LIMIT)
                .responseTimeout(limit)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }

    private <T> T translating(java.util.concurrent.Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeFailure known) {
            throw known;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure(RuntimeFailure.Kind.OTHER, "Interrupted while the engine worked.", stop);
        } catch (Exception failure) {
            throw Failures.translate(failure, address);
        }
    }

    @Override
    public synchronized void close() {
        var known = clients;
        clients = null;
        if (known != null) {
            closeQuietly(known.quick());
            closeQuietly(known.patient());
        }
    }

    private static void closeQuietly(DockerClient client) {
        try {
            client.close();
        } catch (IOException lost) {
            // Nothing is lost by a connection that does not close: the process is ending.
            return;
        }
    }
}
