package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Several Docker hosts on this machine, numbered from 1, as {@code src/test/rig/hosts.sh} makes them; {@code ./slipway} says where that is. */
final class Rig implements AutoCloseable {

    private static final String SCRIPT = "SLIPWAY_RIG";
    private static final int FIRST_ADDRESS = 10;
    private static final int LETTERS = 26;

    private final String script;
    private final Path folder;
    private final int hosts;
    private final String net = "10." + ThreadLocalRandom.current().nextInt(64, 120);
    private final List<HostProbe> probes = new ArrayList<>();

    private Rig(String script, Path folder, int hosts) {
        this.script = script;
        this.folder = folder;
        this.hosts = hosts;
    }

    /** Makes the hosts; {@code folder} must not exist. */
    static Rig start(Path folder, int hosts) throws IOException, InterruptedException {
        var script = System.getenv(SCRIPT);
        if (script == null) {
            throw new MissingPeerException(
                    "The hosts of this measurement come from a checkout: run it by ./slipway bench");
        }
        var rig = new Rig(script, folder, hosts);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(rig::down));
        rig.run("up", "sb" + letter() + letter(), rig.net, folder.toString(), Integer.toString(hosts));
        return rig;
    }

    private static char letter() {
        return (char) ('a' + ThreadLocalRandom.current().nextInt(LETTERS));
    }

    int hosts() {
        return hosts;
    }

    /** Of this machine, as the hosts see it. */
    String outside() {
        return net + ".0.1";
    }

    String address(int host) {
        return net + ".0." + (FIRST_ADDRESS + host);
    }

    Engine engine(int host) {
        return new Engine(folder.resolve("h" + host).resolve("docker.sock"));
    }

    /** A command that runs in a host. */
    List<String> in(int host, List<String> command) {
        var all = new ArrayList<>(List.of(script, "exec", folder.toString(), Integer.toString(host)));
        all.addAll(command);
        return all;
    }

    /** Asks from within the hosts, one after the other, which addresses answer. */
    HostProbe probe(int host) throws IOException {
        var probe = new HostProbe(in(host, HostProbe.COMMAND));
        probes.add(probe);
        return probe;
    }

    /** Ends its power: everything on it stops at once and says nothing. */
    void off(int host) throws IOException, InterruptedException {
        run("off", folder.toString(), Integer.toString(host));
    }

    void on(int host) throws IOException, InterruptedException {
        run("on", folder.toString(), Integer.toString(host));
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script));
        command.addAll(List.of(arguments));
        ChildProcess.run(Path.of("").toAbsolutePath(), command);
    }

    private synchronized void down() {
        if (!Files.exists(folder.resolve("rig"))) {
            return;
        }
        probes.forEach(HostProbe::close);
        try {
            // Not one of the children that an aborted bench ends.
            var down = new ProcessBuilder(script, "down", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (down.waitFor() == 0) {
                return;
            }
        } catch (IOException failed) {
            // Told below.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        System.err.println("  Hosts of the bench may be left behind: " + script + " down " + folder);
    }

    @Override
    public void close() {
        down();
    }
}
