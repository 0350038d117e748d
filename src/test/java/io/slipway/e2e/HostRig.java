package io.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Several Docker hosts on this machine, numbered from 1, as {@code src/test/rig/hosts.sh} makes them. */
final class HostRig implements AutoCloseable {

    private static final String SCRIPT =
            Path.of("src", "test", "rig", "hosts.sh").toAbsolutePath().toString();
    private static final int FIRST_ADDRESS = 10;

    private final Path folder;
    private final String net = "10." + ThreadLocalRandom.current().nextInt(64, 120);

    private HostRig(Path folder) {
        this.folder = folder;
    }

    static HostRig start(int hosts) {
        try {
            var rig = new HostRig(Files.createTempDirectory("slipway-rig"));
            var name = "sl" + (char) ('a' + ThreadLocalRandom.current().nextInt(26))
                    + (char) ('a' + ThreadLocalRandom.current().nextInt(26));
            try {
                run("up", name, rig.net, rig.folder.toString(), Integer.toString(hosts));
            } catch (IllegalStateException failed) {
                rig.close();
                throw failed;
            }
            return rig;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of this machine, as the hosts see it. */
    String outside() {
        return net + ".0.1";
    }

    String address(int host) {
        return net + ".0." + (FIRST_ADDRESS + host);
    }

    /** What runs a command in a host. */
    List<String> in(int host) {
        return List.of(SCRIPT, "exec", folder.toString(), Integer.toString(host));
    }

    /** Runs a command in a host and answers what it printed; what it answers as its status does not matter. */
    String tell(int host, String... command) {
        var all = new ArrayList<>(in(host));
        all.addAll(List.of(command));
        return output(all).text();
    }

    /** Ends its power: everything on it stops at once and says nothing. */
    void off(int host) {
        run("off", folder.toString(), Integer.toString(host));
    }

    void on(int host) {
        run("on", folder.toString(), Integer.toString(host));
    }

    /** Pulls its cable. */
    void cut(int host) {
        run("cut", folder.toString(), Integer.toString(host));
    }

    void heal(int host) {
        run("heal", folder.toString(), Integer.toString(host));
    }

    /** Lets so many of a host's packets get lost, either way; 0 for none. */
    void lose(int host, int percent) {
        run("lose", folder.toString(), Integer.toString(host), Integer.toString(percent));
    }

    /** Pauses a host: nothing runs there, nothing is answered, and nothing is forgotten. */
    void freeze(int host) {
        run("freeze", folder.toString(), Integer.toString(host));
    }

    void thaw(int host) {
        run("thaw", folder.toString(), Integer.toString(host));
    }

    @Override
    public void close() {
        run("down", folder.toString());
    }

    private static void run(String... arguments) {
        var command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(arguments));
        var output = output(command);
        if (output.status() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + output.text());
        }
    }

    private record Output(int status, String text) {}

    /** Into a file, since what the script starts inherits its output and goes on. */
    private static Output output(List<String> command) {
        try {
            var file = Files.createTempFile("slipway-rig", ".out");
            try {
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .start();
                return new Output(process.waitFor(), Files.readString(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
