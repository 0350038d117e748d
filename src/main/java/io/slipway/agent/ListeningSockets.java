package io.slipway.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What listens inside a network namespace, read from the kernel: tells why a port does not answer. */
final class ListeningSockets {

    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final String LOOPBACK_4_END = "7F";
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";
    private static final String LOOPBACK_MAPPED = "0000000000000000FFFF00000100007F";
    /** The engine's own resolver inside the namespace. */
    private static final String ENGINE_RESOLVER = "0B00007F";

    /**
     * One listener.
     *
     * @param port TCP
     * @param loopbackOnly whether nobody outside the namespace can reach it
     */
    record Listener(int port, boolean loopbackOnly) {}

    /**
     * Why a port does not answer.
     *
     * @param code stable
     * @param sentence for people, with the next step
     */
    record Diagnosis(String code, String sentence) {}

    private final Path processes;

    /** @param processes {@code /proc}, or a copy for tests */
    ListeningSockets(Path processes) {
        this.processes = processes;
    }

    /** What to tell about a port that did not answer in time. */
    Diagnosis explain(int sandboxPid, int port, long seconds) {
        var listeners = of(sandboxPid);
        if (listeners.stream().anyMatch(each -> each.port() == port && !each.loopbackOnly())) {
            return new Diagnosis(
                    "startup-probe-failed",
                    "Port %d accepts connections, but the health check did not pass within %d s. Check its path and what it answers."
                            .formatted(port, seconds));
        }
        if (listeners.stream().anyMatch(each -> each.port() == port)) {
            return new Diagnosis(
                    "listens-on-loopback",
                    "The app listens on port %d of 127.0.0.1 only, where nobody can reach it. Let it listen on 0.0.0.0."
                            .formatted(port));
        }
        return elsewhere(listeners, port, seconds);
    }

    private static Diagnosis elsewhere(List<Listener> listeners, int port, long seconds) {
        var others = listeners.stream()
                .filter(each -> !each.loopbackOnly())
                .map(Listener::port)
                .collect(Collectors.toCollection(TreeSet::new));
        if (others.isEmpty()) {
            return new Diagnosis(
                    "startup-probe-failed",
                    "Nothing listens on port %d after %d s. Let the app listen on the port in PORT, or raise the start time limit."
                            .formatted(port, seconds));
        }
        var first = others.getFirst();
        return new Diagnosis(
                "wrong-port",
                "The app listens on port %s, not on %d. Set the app's port to %d, or let it listen on the port in PORT."
                        .formatted(
                                others.stream().map(String::valueOf).collect(Collectors.joining(", ")), port, first));
    }

    private List<Listener> of(int pid) {
        var found = new ArrayList<Listener>();
        for (var table : List.of("tcp", "tcp6")) {
            try (var lines = Files.lines(processes.resolve(pid + "/net/" + table))) {
                lines.skip(1).map(String::strip).map(line -> line.split("\\s+")).forEach(words -> add(words, found));
            } catch (IOException gone) {
                // The sandbox has ended, or there is no IPv6: what was found so far is the answer.
                continue;
            }
        }
        return found;
    }

    private static void add(String[] words, List<Listener> found) {
        if (words.length <= STATE || !words[STATE].equals(LISTEN)) {
            return;
        }
        var parts = words[LOCAL_ADDRESS].split(":", -1);
        if (!parts[0].equals(ENGINE_RESOLVER)) {
            found.add(new Listener(HexFormat.fromHexDigits(parts[1]), isLoopback(parts[0])));
        }
    }

    /** The kernel prints IPv4 addresses in the byte order of the machine, so 127 stands at the end. */
    private static boolean isLoopback(String address) {
        return address.length() == 8
                ? address.endsWith(LOOPBACK_4_END)
                : address.equals(LOOPBACK_6) || address.equals(LOOPBACK_MAPPED);
    }
}
