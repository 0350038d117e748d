package io.slipway.agent.dns;

import java.util.regex.Pattern;

/** Addresses as four numbers with points: whatever a server sends, nothing else gets into an answer or a rule. */
public final class Ipv4 {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern LITERAL = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private Ipv4() {}

    /** Whether a text is an address in its one usual form. */
    public static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    /** The four bytes of an address that is one. */
    static byte[] bytes(String literal) {
        var bytes = new byte[Integer.BYTES];
        var octets = literal.split("\\.", -1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(octets[i]);
        }
        return bytes;
    }
}
