package io.slipway.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the host reaches already, read from the kernel: instances must not get addresses that somebody else has. */
final class HostRoutes {

    private static final int REJECTS = 0x200;
    private static final int ADDRESS_BITS = 32;

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
        var wanted = Range.of(subnet);
        try (var lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 7 && !fields[0].equals(bridge))
                    .filter(fields -> (Integer.parseInt(fields[3], 16) & REJECTS) == 0)
                    .flatMap(fields -> Stream.of(Range.ofRoute(fields[1], fields[7]))
                            .filter(range -> range.bits() > 0 && range.overlaps(wanted))
                            .map(range -> range + " (" + fields[0] + ")"))
                    .findFirst();
        }
    }

    private record Range(int base, int bits) {

        static Range of(String cidr) {
            var parts = cidr.split("/", 2);
            int base = 0;
            for (var part : parts[0].split("\\.", 4)) {
                base = base << 8 | Integer.parseInt(part);
            }
            return new Range(base, Integer.parseInt(parts[1]));
        }

        /** The kernel writes addresses in the order of the network, as numbers of this machine. */
        static Range ofRoute(String destination, String mask) {
            int base = Integer.reverseBytes(Integer.parseUnsignedInt(destination, 16));
            return new Range(base, Integer.bitCount(Integer.parseUnsignedInt(mask, 16)));
        }

        boolean overlaps(Range other) {
            int common = ADDRESS_BITS - Math.min(bits, other.bits);
            return base >>> common == other.base >>> common;
        }

        @Override
        public String toString() {
            return "%d.%d.%d.%d/%d".formatted(base >>> 24, base >>> 16 & 255, base >>> 8 & 255, base & 255, bits);
        }
    }
}
