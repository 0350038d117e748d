package io.slipway.routes;

import io.slipway.kernel.PlatformException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The ports that TCP routes may have: those that the operator gives, but for the platform's own. */
final class TcpPorts {

    /** Every router would have to listen on all of them. */
    static final int MAX_PORTS = 2_000;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");
    private static final int HIGHEST = 65_535;

    private final String text;
    private final Set<Integer> reserved;
    private final TreeSet<Integer> ports = new TreeSet<>();

    /**
     * Reads a list of ports and ranges, such as {@code 20000-20099, 5432}; empty for none.
     *
     * @param reserved ports that the platform itself listens on
     * @throws IllegalArgumentException with a sentence for operators
     */
    TcpPorts(String text, Set<Integer> reserved) {
        this.text = text.strip();
        this.reserved = Set.copyOf(reserved);
        if (!this.text.isEmpty()) {
            for (var part : this.text.split(",", -1)) {
                read(part.strip());
            }
        }
        if (ports.size() > MAX_PORTS) {
            throw new IllegalArgumentException("slipway.routes.tcp-ports names %d ports; at most %d are possible."
                    .formatted(ports.size(), MAX_PORTS));
        }
        ports.removeAll(this.reserved);
    }

    private void read(String part) {
        Matcher range = RANGE.matcher(part);
        int first = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        int last = first == 0 || range.group(2) == null ? first : Integer.parseInt(range.group(2));
        if (first < 1 || last > HIGHEST || last < first) {
            throw new IllegalArgumentException(
                    "slipway.routes.tcp-ports wants ports and ranges such as 20000-20099, 5432; not \"%s\"."
                            .formatted(part));
        }
        IntStream.rangeClosed(first, last).forEach(ports::add);
    }

    boolean isEmpty() {
        return ports.isEmpty();
    }

    /** As the operator wrote them; empty when there are none. */
    String words() {
        return isEmpty() ? "" : text;
    }

    /**
     * A port that a route may have.
     *
     * @throws PlatformException.Invalid {@code invalid-tcp-port}, field {@code port}
     */
    int require(int port) {
        requireAny();
        if (reserved.contains(port)) {
            throw new PlatformException.Invalid(
                    "invalid-tcp-port",
                    "port",
                    "The platform itself listens on port " + port + ". Choose one of " + text + ".");
        }
        if (!ports.contains(port)) {
            throw new PlatformException.Invalid(
                    "invalid-tcp-port",
                    "port",
                    "TCP routes have ports of " + text + " here, not " + port
                            + ". Choose one of them, or leave the port out.");
        }
        return port;
    }

    /**
     * A free port, by chance: one that was just given back would get the last visitors of another app.
     *
     * @throws PlatformException.Conflict {@code no-tcp-port} when there is none
     */
    int free(Collection<Integer> taken, RandomGenerator random) {
        requireAny();
        List<Integer> free =
                ports.stream().filter(port -> !taken.contains(port)).toList();
        if (free.isEmpty()) {
            throw new PlatformException.Conflict(
                    "no-tcp-port",
                    "port",
                    "Every port of " + text + " is taken. Remove a TCP route, or ask an operator for more ports.");
        }
        return free.get(random.nextInt(free.size()));
    }

    private void requireAny() {
        if (isEmpty()) {
            throw new PlatformException.Conflict(
                    "tcp-routes-off",
                    "This platform has no ports for TCP routes. An operator names them in slipway.routes.tcp-ports.");
        }
    }
}
