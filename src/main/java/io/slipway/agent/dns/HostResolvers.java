package io.slipway.agent.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resolvers that this host itself asks, as {@code resolv.conf} names them; read again whenever that file has changed. */
final class HostResolvers {

    /** As many as C libraries look at. */
    private static final int MOST = 3;

    private static final int PORT = 53;
    private static final String WORD = "nameserver";

    private final Path file;
    private final InetAddress own;
    private @Nullable FileTime seen;
    private List<InetSocketAddress> known = List.of();

    /** @param own address of the name server here, which must not ask itself */
    HostResolvers(Path file, InetAddress own) {
        this.file = file;
        this.own = own;
    }

    /** Those to ask, in their order; none when the file names none that can be asked. */
    synchronized List<InetSocketAddress> now() {
        try {
            var changed = Files.getLastModifiedTime(file);
            if (!changed.equals(seen)) {
                known = read();
                seen = changed;
            }
        } catch (IOException unreadable) {
            seen = null;
            known = List.of();
        }
        return known;
    }

    private List<InetSocketAddress> read() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 1 && words[0].equals(WORD))
                    .limit(MOST)
                    .flatMap(words -> literal(words[1]).stream())
                    .filter(address -> !address.equals(own))
                    .map(address -> new InetSocketAddress(address, PORT))
                    .toList();
        }
    }

    private static List<InetAddress> literal(String text) {
        try {
            return List.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return List.of();
        }
    }
}
