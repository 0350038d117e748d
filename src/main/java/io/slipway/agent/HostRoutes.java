package io.slipway.agent;

import io.slipway.kernel.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the host reaches already, read from the kernel: instances must not get addresses that somebody else has. */
final class HostRoutes {

    private static final int REJECTS = 0x200;

    private final Path table;

    /** @param table in the form of {@code /proc/net/route} */
    HostRoutes(Path table) {
        this.table = table;
    }

    /**
     * A route to part of a subnet that leads elsewhere than to {@code bridge}, as {@code 10.0.0.0/8 (eth0)}. The default route and
     * those that lead nowhere are none.
     */
    Optional<String> collision(String subnet, String bridge) throws IOException {
        var wanted = Cidr.of(subnet);
        try (var lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 7 && !fields[0].equals(bridge))
                    .filter(fields -> (Integer.parseInt(fields[3], 16) & REJECTS) == 0)
                    .flatMap(fields -> Stream.of(destination(fields[1], fields[7]))
                            .filter(range -> range.bits() > 0 && range.overlaps(wanted))
                            .map(range -> range + " (" + fields[0] + ")"))
                    .findFirst();
        }
    }

    /** The kernel writes addresses in the order of the network, as numbers of this machine. */
    private static Cidr destination(String address, String mask) {
        int base = Integer.reverseBytes(Integer.parseUnsignedInt(address, 16));
        return new Cidr(base, Integer.bitCount(Integer.parseUnsignedInt(mask, 16)));
    }
}
