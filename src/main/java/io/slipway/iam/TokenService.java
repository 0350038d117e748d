package io.slipway.iam;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.AccountId;
import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** API tokens: each account makes and revokes its own. The store keeps hashes only. */
@Service
@Transactional(readOnly = true)
public class TokenService {

    /** How every token begins, so that scanners for leaked secrets know it. */
    public static final String PREFIX = "slipway_pat_";

    /** How long a token lasts unless said otherwise. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(90);

    /** The longest a token may last. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(366);

    /** Most tokens of one account, expired ones included. */
    public static final int MAX_TOKENS = 50;

    private static final int MAX_NAME = 63;

    private final ApiTokens tokens;
    private final Accounts accounts;
    private final CurrentUser currentUser;
    private final AuditTrail audit;
    private final Clock clock;

    TokenService(ApiTokens tokens, Accounts accounts, CurrentUser currentUser, AuditTrail audit, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.currentUser = currentUser;
        this.audit = audit;
        this.clock = clock;
    }

    /** The caller's tokens, newest first. */
    public List<ApiTokenView> list() {
        return tokens.findByAccountIdOrderByCreatedAtDesc(caller().value()).stream()
                .map(ApiToken::toView)
                .toList();
    }

    /**
     * Makes a token for the caller.
     *
     * @param lifetime up to {@link #MAX_LIFETIME}; null for {@link #DEFAULT_LIFETIME}
     * @throws PlatformException.Invalid for a bad {@code name} or {@code lifetime}
     */
    @Transactional
    public NewApiToken create(String name, @Nullable Duration lifetime) {
        return create(currentUser.actor(), name, lifetime == null ? DEFAULT_LIFETIME : lifetime);
    }

    /** Makes the first token of an account that the set-up makes in the same transaction; nobody is signed in yet. */
    @Transactional
    Secret createFirst(Actor actor) {
        return create(actor, "set-up", DEFAULT_LIFETIME).token();
    }

    private NewApiToken create(Actor actor, String name, Duration lasting) {
        var account = AccountId.of(actor.id());
        requireValid(account, name, lasting);
        var text = PREFIX + TokenText.random();
        var now = clock.instant();
        var token = tokens.save(new ApiToken(account, name.strip(), TokenText.hash(text), now, now.plus(lasting)));
        record(actor, token, "token.create", "made a token that expires at " + now.plus(lasting));
        return new NewApiToken(token.toView(), new Secret(text));
    }

    /** Ends one of the caller's tokens at once. */
    @Transactional
    public void revoke(ApiTokenId id) {
        var token = tokens.findByIdAndAccountId(id.value(), caller().value())
                .orElseThrow(() -> new PlatformException.NotFound("You have no such token."));
        tokens.delete(token);
        record(currentUser.actor(), token, "token.revoke", "revoked a token");
    }

    /**
     * Whose token this is; empty for every text that is not a valid token of an account that may sign in. Not one transaction: a
     * writing one would cost every request a sync to disk, and only the note of its use is written, now and then.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<SessionPrincipal> authenticate(String token) {
        return token.startsWith(PREFIX)
                ? tokens.findByTokenHash(TokenText.hash(token)).flatMap(this::use)
                : Optional.empty();
    }

    private Optional<SessionPrincipal> use(ApiToken token) {
        var now = clock.instant();
        var account = accounts.findById(token.accountId()).filter(found -> !found.isDisabled() && token.isValidAt(now));
        if (account.isPresent() && token.needsUseNoted(now)) {
            tokens.noteUse(token.id(), now);
        }
        return account.map(SessionPrincipal::ofToken);
    }

    private void requireValid(AccountId account, String name, Duration lifetime) {
        if (name.isBlank() || name.strip().length() > MAX_NAME) {
            throw new PlatformException.Invalid(
                    "invalid-name", "name", "Give the token a name of at most " + MAX_NAME + " characters.");
        }
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new PlatformException.Invalid(
                    "invalid-lifetime",
                    "lifetime",
                    "A token lasts between a minute and " + MAX_LIFETIME.toDays() + " days.");
        }
        if (tokens.countByAccountId(account.value()) >= MAX_TOKENS) {
            throw new PlatformException.QuotaExceeded("You have " + MAX_TOKENS + " tokens. Revoke one first.");
        }
    }

    private AccountId caller() {
        return AccountId.of(currentUser.actor().id());
    }

    private void record(Actor actor, ApiToken token, String action, String words) {
        var target = AuditTarget.ofPlatform("token", token.id().toString(), token.name());
        audit.record(actor, action, target, AuditOutcome.ACCEPTED, words);
    }
}
