package io.slipway.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The TCP ports that a process listens on, each under a name: {@code main=8080, admin=9090}. The first is the primary one: what the
 * health check asks, and where routes lead unless they say otherwise.
 *
 * @param all in their order; at most {@value #MAX}
 */
public record Ports(List<Port> all) {

    /** For a process that listens nowhere. */
    public static final Ports NONE = new Ports(List.of());

    /** The name of a port of which only the number was said. */
    public static final String MAIN = "main";

    /** The most ports of one process. */
    public static final int MAX = 10;

    private static final int HIGHEST = 65_535;
    private static final int LONGEST_NUMBER = 5;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,14}");

    /** One of them, 1 to 65535. */
    public record Port(String name, int number) {

        /** The variable of the environment that tells its number. */
        public String variable() {
            return "PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        }

        @Override
        public String toString() {
            return name + "=" + number;
        }
    }

    /** Takes ports that were checked before. */
    public Ports {
        all = List.copyOf(all);
    }

    /** A single port under the ordinary name; none for 0. */
    public static Ports of(int number) {
        return number == 0 ? NONE : new Ports(List.of(new Port(MAIN, number)));
    }

    /**
     * Reads ports as people write them: {@code main=8080, admin=9090}; a first one without a name is {@value #MAIN}.
     *
     * @param field at which they are refused
     * @throws PlatformException.Invalid {@code invalid-port}
     */
    public static Ports parse(String text, String field) {
        var ports = new ArrayList<Port>();
        if (text.isBlank()) {
            return NONE;
        }
        for (var part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            if (sign < 0 && !ports.isEmpty()) {
                throw refused(field, "Write each port with its name, such as main=8080, admin=9090.");
            }
            var name = sign < 0 ? MAIN : part.substring(0, sign).strip();
            ports.add(new Port(name, number(part.substring(sign + 1).strip(), field)));
        }
        return require(ports, field);
    }

    /**
     * Checks ports that somebody sent.
     *
     * @param field at which they are refused
     * @throws PlatformException.Invalid {@code invalid-port}
     */
    public static Ports require(Collection<Port> ports, String field) {
        if (ports.size() > MAX) {
            throw refused(field, "A process has at most " + MAX + " ports.");
        }
        for (var port : ports) {
            if (!NAME.matcher(port.name()).matches()) {
                throw refused(
                        field,
                        "The name of a port has 1 to 15 lower case letters, digits and hyphens, and begins with a letter.");
            }
            if (port.number() < 1 || port.number() > HIGHEST) {
                throw refused(field, "A port is a number from 1 to " + HIGHEST + ", or 0 for a process without one.");
            }
        }
        requireOnce(ports, Port::name, field);
        requireOnce(ports, Port::number, field);
        return new Ports(List.copyOf(ports));
    }

    /** The number of the first one; 0 where there is none. */
    public int primary() {
        return all.isEmpty() ? 0 : all.getFirst().number();
    }

    /** All but the primary one. */
    public List<Port> others() {
        return all.stream().skip(1).toList();
    }

    /** The number of the port of this name. */
    public Optional<Integer> number(String name) {
        return all.stream()
                .filter(port -> port.name().equals(name))
                .map(Port::number)
                .findFirst();
    }

    /** Whether they are no more than a number, as most processes have it. */
    public boolean isPlain() {
        return equals(of(primary()));
    }

    /** The same with another primary port; 0 leaves none at all. */
    public Ports withPrimary(int number) {
        if (number == 0 || all.isEmpty()) {
            return of(number);
        }
        var changed = new ArrayList<>(all);
        changed.set(0, new Port(all.getFirst().name(), number));
        return new Ports(changed);
    }

    private static int number(String text, String field) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refused(field, "\"" + text + "\" is no port. Write a number from 1 to " + HIGHEST + ".");
        }
        return Integer.parseInt(text);
    }

    private static void requireOnce(Collection<Port> ports, Function<Port, Object> part, String field) {
        var seen = new HashSet<Object>();
        for (var port : ports) {
            if (!seen.add(part.apply(port))) {
                throw refused(
                        field, "The port " + port + " repeats another one. Each has a name and a number of its own.");
            }
        }
    }

    private static PlatformException refused(String field, String sentence) {
        return new PlatformException.Invalid("invalid-port", field, sentence);
    }

    /** As people write them; {@link #parse} reads it. */
    @Override
    public String toString() {
        return all.stream().map(Port::toString).collect(Collectors.joining(", "));
    }
}
