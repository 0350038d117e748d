package io.slipway.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The network programs of this host. The one class of the agent that may start a process: fixed programs at fixed places, argument
 * arrays, rules on standard input, no text of users.
 */
enum HostPrograms {
    IPTABLES_SAVE("iptables-save", "iptables"),
    IPTABLES_RESTORE("iptables-restore", "iptables"),
    IPSET("ipset", "ipset"),
    IP("ip", "iproute2"),
    NSENTER("nsenter", "util-linux");

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/bin"), Path.of("/bin"));
    private static final int LIMIT_SECONDS = 20;

    private final String program;
    private final String debianPackage;

    HostPrograms(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Runs it and answers what it printed; {@link IOException} with a sentence for people when it is missing or fails. */
    String run(String input, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(path().toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.US_ASCII));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(program + " did not end within " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " failed; the agent needs root: " + output.strip());
            }
            return output;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", stop);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Where it is; {@link IOException} with a sentence for people when it is missing. */
    Path path() throws IOException {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "The program " + program + " is missing. Install it with: apt-get install " + debianPackage));
    }
}
