package io.slipway.kernel;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A block of IPv4 addresses, as {@code 10.224.0.0/22}.
 *
 * @param base the first address; any other address of the block stands for it
 * @param bits how many leading bits all its addresses share, 0 to 32
 */
public record Cidr(int base, int bits) {

    private static final int ADDRESS_BITS = 32;

    public Cidr {
        if (bits < 0 || bits > ADDRESS_BITS) {
            throw new IllegalArgumentException("A block of addresses has a prefix of 0 to 32, not " + bits);
        }
        base &= mask(bits);
    }

    /** Reads {@code a.b.c.d/bits}; throws {@link IllegalArgumentException} when it is none. */
    public static Cidr of(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("Not a CIDR: " + text);
        }
        return new Cidr(number(parts[0]), Integer.parseInt(parts[1]));
    }

    /** How many addresses it has. */
    public long size() {
        return 1L << (ADDRESS_BITS - bits);
    }

    /** The address so many places behind the first. */
    public String address(int offset) {
        return text(base + offset);
    }

    public boolean contains(String address) {
        return (number(address) & mask(bits)) == base;
    }

    public boolean overlaps(Cidr other) {
        int common = mask(Math.min(bits, other.bits));
        return (base & common) == (other.base & common);
    }

    /** Its parts of the given prefix, in ascending order; none when the prefix is shorter than its own. */
    public Stream<Cidr> subnets(int prefix) {
        long each = 1L << (ADDRESS_BITS - prefix);
        return LongStream.range(0, size() / each).mapToObj(n -> new Cidr((int) (base + n * each), prefix));
    }

    @Override
    public String toString() {
        return text(base) + "/" + bits;
    }

    /** A shift by all 32 bits would shift by none. */
    private static int mask(int bits) {
        return (int) (-1L << (ADDRESS_BITS - bits));
    }

    private static int number(String address) {
        var parts = address.split("\\.", -1);
        if (parts.length != Integer.BYTES) {
            throw new IllegalArgumentException("Not an IPv4 address: " + address);
        }
        int number = 0;
        for (var part : parts) {
            number = number << Byte.SIZE | octet(part, address);
        }
        return number;
    }

    private static int octet(String part, String address) {
        int octet = Integer.parseInt(part);
        if (octet < 0 || octet > 255) {
            throw new IllegalArgumentException("Not an IPv4 address: " + address);
        }
        return octet;
    }

    private static String text(int number) {
        return "%d.%d.%d.%d".formatted(number >>> 24, number >>> 16 & 255, number >>> 8 & 255, number & 255);
    }
}
