package io.slipway.hosts;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A join token as people carry it: the secret, and the fingerprint of this cluster's authority, by which a joining agent knows
 * the right server before it shows the secret.
 */
final class JoinTokenText {

    private static final Pattern FORMAT = Pattern.compile("slipway-join\\.([A-Za-z0-9_-]{1,100})\\.[0-9a-f]{64}");

    private JoinTokenText() {}

    static String of(String secret, X509Certificate authority) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(authority.getEncoded());
            return "slipway-join." + secret + "." + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256 and encodes its own certificates", e);
        }
    }

    /** The secret in a token; empty when it is not a token at all. */
    static Optional<String> secretIn(String token) {
        var matcher = FORMAT.matcher(token);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
