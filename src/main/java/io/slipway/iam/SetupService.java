package io.slipway.iam;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The way to the first account: a one-time link, printed where only the operator reads it. There is no default password. */
@Service
public class SetupService {

    /** There is a first account now; handle after commit. */
    record SetupCompleted() {}

    /** How long a link works. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final SetupTokens tokens;
    private final Accounts accounts;
    private final AccountRegister register;
    private final TokenService apiTokens;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SetupService(
            SetupTokens tokens,
            Accounts accounts,
            AccountRegister register,
            TokenService apiTokens,
            AuditTrail audit,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.register = register;
        this.apiTokens = apiTokens;
        this.audit = audit;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** Whether nobody has an account yet. */
    public boolean isNeeded() {
        return accounts.count() == 0;
    }

    /** A new token for the link, valid for {@link #LIFETIME}; ends those before it. Empty once there is an account. */
    public Optional<Secret> issue() {
        if (!isNeeded()) {
            return Optional.empty();
        }
        var text = TokenText.random();
        transactions.executeWithoutResult(status -> {
            tokens.deleteUnused();
            tokens.saveAndFlush(
                    new SetupToken(TokenText.hash(text), clock.instant().plus(LIFETIME)));
        });
        return Optional.of(new Secret(text));
    }

    /**
     * Makes the first account, an administrator who also develops in the default space. A refused name or password leaves the
     * token usable.
     *
     * @throws PlatformException.Invalid {@code setup-link-invalid} for a token that is wrong, used, expired or no longer needed,
     *     all in the same words; otherwise naming {@code username} or {@code password}
     */
    public void complete(String token, String username, String password) {
        try {
            transactions.executeWithoutResult(status -> completeOnce(token, username, password));
        } catch (OptimisticLockingFailureException e) {
            throw linkInvalid();
        }
    }

    /**
     * The same for installations without a browser: also makes the account's first API token.
     *
     * @return the token's text, shown this once
     */
    public Secret completeWithToken(String token, String username, String password) {
        try {
            return Objects.requireNonNull(
                    transactions.execute(status -> apiTokens.createFirst(completeOnce(token, username, password))));
        } catch (OptimisticLockingFailureException e) {
            throw linkInvalid();
        }
    }

    private Actor completeOnce(String token, String username, String password) {
        var now = clock.instant();
        var found = tokens.findByTokenHash(TokenText.hash(token))
                .filter(known -> known.isUsableAt(now) && isNeeded())
                .orElseThrow(SetupService::linkInvalid);
        found.use(now);
        tokens.saveAndFlush(found);
        var account = register.add(username, password, true);
        var actor = new Actor(Actor.Type.USER, account.id().toString(), account.username());
        audit.record(
                actor,
                "account.setup",
                AuditTarget.ofPlatform("account", account.id().toString(), account.username()),
                AuditOutcome.ACCEPTED,
                "made the first account through the set-up link");
        events.publishEvent(new SetupCompleted());
        return actor;
    }

    private static PlatformException linkInvalid() {
        return new PlatformException.Invalid(
                "setup-link-invalid",
                "token",
                "This set-up link does not work any more. Run ./slipway up again for a new one, or sign in.");
    }
}
