package io.slipway.routes;

import io.slipway.kernel.PlatformException;
import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one spelling of a host: lower case, A-labels, no trailing dot. Equal hosts are equal strings from here on. */
final class HostName {

    static final int MAX_LENGTH = 253;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private HostName() {}

    /**
     * The canonical form.
     *
     * @throws PlatformException.Invalid {@code invalid-host}, field {@code host}
     */
    static String canonical(String host) {
        var ascii = toAscii(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        var labels = ascii.split("\\.", -1);
        boolean valid = ascii.length() <= MAX_LENGTH
                && Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches())
                && !NUMBER.matcher(labels[labels.length - 1]).matches();
        if (!valid) {
            throw invalid();
        }
        requireRoundTrip(labels);
        return ascii;
    }

    /** Whether {@code host} is the domain itself or lies below it. */
    static boolean isWithin(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static String toAscii(String host) {
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** An A-label that does not say what its Unicode form says is a second name for something else. */
    private static void requireRoundTrip(String[] labels) {
        for (var label : labels) {
            if (label.startsWith("xn--") && !toAscii(IDN.toUnicode(label)).equals(label)) {
                throw invalid();
            }
            if (label.startsWith("xn--") && IDN.toUnicode(label).equals(label)) {
                throw invalid();
            }
        }
    }

    private static PlatformException invalid() {
        return new PlatformException.Invalid(
                "invalid-host",
                "host",
                "A host is at most 253 letters, digits, hyphens and dots, for example shop.apps.example.com.");
    }
}
