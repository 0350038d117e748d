package io.slipway.hosts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes join tokens and redeems them: one host, once, for a short time. */
@Component
public class JoinTokens {

    private static final int SECRET_BYTES = 24;

    private final JoinTokenRepository tokens;
    private final HostsProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    JoinTokens(JoinTokenRepository tokens, HostsProperties properties, Clock clock) {
        this.tokens = tokens;
        this.properties = properties;
        this.clock = clock;
    }

    /** Makes a token for a host of this name; the secret is shown here once and stored as a hash. */
    @Transactional
    public String create(String hostName) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var expiresAt = clock.instant().plus(properties.joinTokenLifetime());
        tokens.save(new JoinToken(UUID.randomUUID(), hash(secret), hostName, expiresAt));
        return secret;
    }

    /** Uses a token up and answers the host name it was made for; empty when it is unknown, used or too old. */
    @Transactional
    public Optional<String> redeem(String secret) {
        var now = clock.instant();
        return tokens.findByTokenHash(hash(secret))
                .filter(token -> token.isUsableAt(now))
                .map(token -> {
                    token.use(now);
                    return token.hostName();
                });
    }

    private static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
