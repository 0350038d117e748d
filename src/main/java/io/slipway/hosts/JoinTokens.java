package io.slipway.hosts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import io.slipway.keys.CertificateAuthority;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
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
    private final HostRepository hosts;
    private final CertificateAuthority authority;
    private final HostsProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    JoinTokens(
            JoinTokenRepository tokens,
            HostRepository hosts,
            CertificateAuthority authority,
            HostsProperties properties,
            Clock clock) {
        this.tokens = tokens;
        this.hosts = hosts;
        this.authority = authority;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A token as people carry it.
     *
     * @param text shown once; the store keeps a hash of its secret
     * @param expiresAt when it ends, used or not
     */
    public record Made(Secret text, Instant expiresAt) {}

    /**
     * Makes the only token for a host of this name.
     *
     * @throws PlatformException.Conflict {@code name-taken} while a host has the name
     */
    @Transactional
    public Made create(String hostName) {
        hosts.findByName(hostName).filter(Host::hasConnected).ifPresent(host -> {
            throw new PlatformException.Conflict(
                    "name-taken",
                    "name",
                    "There is a host %s already. Choose another name, or remove that host first.".formatted(hostName));
        });
        var now = clock.instant();
        tokens.deleteByHostNameOrExpiresAtBefore(hostName, now);
        var secret = secret();
        var token = new JoinToken(UUID.randomUUID(), hash(secret), hostName, now.plus(properties.joinTokenLifetime()));
        tokens.save(token);
        return new Made(new Secret(JoinTokenText.of(secret, authority.certificate())), token.expiresAt());
    }

    /** Uses a token up and answers the host name it was made for; empty when it is none, unknown, used or too old. */
    @Transactional
    public Optional<String> redeem(String text) {
        var now = clock.instant();
        return JoinTokenText.secretIn(text)
                .flatMap(secret -> tokens.findByTokenHash(hash(secret)))
                .filter(token -> token.isUsableAt(now))
                .map(token -> {
                    token.use(now);
                    return token.hostName();
                });
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
