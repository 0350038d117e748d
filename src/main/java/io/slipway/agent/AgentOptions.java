package io.slipway.agent;

import io.slipway.kernel.Backoff;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options, each {@code --name=value}.
 *
 * @param data folder of everything that the agent remembers
 * @param serverHost where the server listens for agents
 * @param serverPort its port
 * @param token to join with; needed at the first start only
 * @param routerAddress that the router listens on
 * @param routerPort that the router listens on
 * @param address where other hosts reach this one
 * @param engine of the containers
 * @param network name of the instances' network in the engine
 * @param bridge its interface on the host
 * @param labels what the host says of itself when it joins
 * @param pidFile where the number of the agent's process stands for those that watch over it, when a new one takes over
 */
record AgentOptions(
        Path data,
        String serverHost,
        int serverPort,
        Optional<String> token,
        String routerAddress,
        int routerPort,
        String address,
        String engine,
        String network,
        String bridge,
        Labels labels,
        Optional<Path> pidFile) {

    /** A server on this machine costs nothing to dial; one that all hosts dial needs time to answer them. */
    private static final Duration LONGEST_WAIT_HERE = Duration.ofMillis(500);

    /** Of a range that stands for documents (RFC 5737), so it lies behind the default route. */
    private static final String ANYWHERE = "192.0.2.1";

    private static final int ANY_PORT = 9;

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    static final String USAGE = """
            usage: slipway.jar agent --data=DIR --server=HOST:PORT [--token=TOKEN | --token-file=FILE]
                   [--router-address=0.0.0.0] [--router-port=8000] [--address=ADDRESS]
                   [--engine=unix:///var/run/docker.sock] [--network=slipway] [--bridge=slipway0] [--pid-file=FILE]
                   [--labels=KEY=VALUE,…]
                   [--join | --purge]""";

    private static final List<String> KNOWN = List.of(
            "data",
            "server",
            "token",
            "token-file",
            "router-address",
            "router-port",
            "address",
            "engine",
            "network",
            "bridge",
            "labels",
            "pid-file");

    /** Reads options; {@link IllegalArgumentException} with a sentence for people when they are wrong. */
    static AgentOptions parse(String[] arguments) {
        var given = pairs(arguments);
        var server = required(given, "server");
        int colon = server.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("--server wants HOST:PORT, not " + server + ".");
        }
        var serverHost = server.substring(0, colon).replaceAll("^\\[|]$", "");
        int serverPort = port("server", server.substring(colon + 1));
        return new AgentOptions(
                Path.of(required(given, "data")).toAbsolutePath(),
                serverHost,
                serverPort,
                token(given),
                given.getOrDefault("router-address", "0.0.0.0"),
                port("router-port", given.getOrDefault("router-port", "8000")),
                Objects.requireNonNullElseGet(given.get("address"), () -> ownAddress(serverHost)),
                given.getOrDefault("engine", "unix:///var/run/docker.sock"),
                given.getOrDefault("network", "slipway"),
                given.getOrDefault("bridge", "slipway0"),
                labels(given.getOrDefault("labels", "")),
                Optional.ofNullable(given.get("pid-file")).map(Path::of));
    }

    /** The waits between two tries to reach the server. */
    Backoff redial() {
        boolean here = LOOPBACK.contains(serverHost);
        return new Backoff(FIRST_WAIT, here ? LONGEST_WAIT_HERE : LONGEST_WAIT);
    }

    private static Map<String, String> pairs(String[] arguments) {
        var given = new HashMap<String, String>();
        for (var argument : arguments) {
            if (Errand.isFlag(argument)) {
                continue;
            }
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 3 || !KNOWN.contains(argument.substring(2, equals))) {
                throw new IllegalArgumentException("Unknown option " + argument.replaceAll("=.*", "") + ".");
            }
            given.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return given;
    }

    private static String required(Map<String, String> given, String name) {
        var value = given.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The option --" + name + " is missing.");
        }
        return value;
    }

    private static Labels labels(String text) {
        try {
            return Labels.parse(text, "labels");
        } catch (PlatformException.Invalid wrong) {
            throw new IllegalArgumentException("--label: " + wrong.sentence(), wrong);
        }
    }

    private static int port(String name, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the sentence below.
        }
        throw new IllegalArgumentException("--" + name + " wants a port from 1 to 65535, not " + text + ".");
    }

    private static Optional<String> token(Map<String, String> given) {
        @Nullable String file = given.get("token-file");
        if (file == null) {
            return Optional.ofNullable(given.get("token"));
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** The address that this host has on the way to its server, or, beside it, on the way out. */
    private static String ownAddress(String serverHost) {
        var target = LOOPBACK.contains(serverHost) ? ANYWHERE : serverHost;
        try (var socket = new DatagramSocket()) {
            // Sends nothing: it only has the kernel choose.
            socket.connect(new InetSocketAddress(InetAddress.getByName(target), ANY_PORT));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | UncheckedIOException unreachable) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }

    /** What the agent is started for. */
    enum Errand {
        /** To live. */
        RUN,
        /** To join and end. */
        JOIN,
        /** To remove everything that the agent made on this host, and end. */
        PURGE;

        static Errand in(String[] arguments) {
            return Arrays.stream(values())
                    .filter(each -> each != RUN)
                    .filter(each -> Arrays.asList(arguments).contains(each.flag()))
                    .findFirst()
                    .orElse(RUN);
        }

        private static boolean isFlag(String argument) {
            return argument.equals(JOIN.flag()) || argument.equals(PURGE.flag());
        }

        private String flag() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }
    }
}
