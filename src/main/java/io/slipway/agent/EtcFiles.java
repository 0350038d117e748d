package io.slipway.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files by which an instance knows its own name and those whom it asks for others: {@code hosts} and {@code hostname} for each
 * address of the host, {@code resolv.conf} for all. They follow from the address alone; the subnet bounds their number.
 */
final class EtcFiles {

    private static final String HOSTS = """
            127.0.0.1 localhost
            ::1 localhost ip6-localhost ip6-loopback
            %s %s
            """;
    private static final Path HOST_RESOLV = Path.of("/etc/resolv.conf");
    private static final String RESOLV = "resolv.conf";

    private final Path folder;

    /** @param folder that the engine can reach, too */
    EtcFiles(Path folder) {
        this.folder = folder;
    }

    /** Says whom instances ask, in this order; those that run hear of it as well. */
    void resolvers(List<String> addresses) {
        var lines = Stream.concat(addresses.stream().map(address -> "nameserver " + address), searchLines())
                .collect(Collectors.joining("\n", "", "\n"));
        write(RESOLV, lines);
    }

    /** Path inside to path here. */
    Map<String, String> of(String address) {
        var host = SandboxSpec.hostname(address);
        return Map.of(
                "/etc/hosts",
                write("hosts-" + address, HOSTS.formatted(address, host)),
                "/etc/hostname",
                write("hostname-" + address, host + "\n"),
                "/etc/resolv.conf",
                folder.resolve(RESOLV).toString());
    }

    /** Short names of a company's network go on to mean what they mean on the host. */
    private static Stream<String> searchLines() {
        try {
            return Files.readAllLines(HOST_RESOLV).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("search "));
        } catch (IOException none) {
            return Stream.of();
        }
    }

    /** In place, because whoever has mounted the file keeps to it and not to its name. */
    private String write(String name, String text) {
        var file = folder.resolve(name);
        var content = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Files.createDirectories(folder);
                Files.write(file, content);
                // Any user of the image reads it.
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
            return file.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + file + " cannot be written", failure);
        }
    }
}
