package io.slipway.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks addresses from within a host, as a router there would, whether they answer over HTTP. One process for all questions. */
final class HostProbe implements AutoCloseable {

    /** Takes lines of address, port and path; answers each, within a second, with the first line of what was said, or with none. */
    static final List<String> COMMAND = List.of("bash", "-c", """
            while read -r address port path; do
              timeout 1 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "GET %s HTTP/1.0\\r\\nHost: probe\\r\\n\\r\\n" "$2" >&3 &&
                read -r line <&3 && echo "$line"' "$address" "$port" "$path" 2>/dev/null || echo none
            done
            """);

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    HostProbe(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        questions = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    synchronized boolean answers(String address, int port, String path) throws IOException {
        questions.write(address + " " + port + " " + path + "\n");
        questions.flush();
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("The host is gone");
        }
        return line.contains(" 200");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
