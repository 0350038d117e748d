package io.slipway.iam;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs people in by name and password: throttled, audited, and as slow for an unknown name as for a wrong password. */
@Component
class PasswordAuthentication implements AuthenticationProvider {

    /** Each check takes 16 MiB for a moment; more at once would let a flood of sign-ins take the heap. */
    private static final int MAX_CHECKS_AT_ONCE = 4;

    private static final String ACTION = "account.sign-in";

    private final Semaphore checks = new Semaphore(MAX_CHECKS_AT_ONCE);
    private final Accounts accounts;
    private final Authorities authorities;
    private final PasswordEncoder encoder;
    private final LoginThrottle throttle;
    private final AuditTrail audit;
    private final String hashOfNobody;

    PasswordAuthentication(
            Accounts accounts,
            Authorities authorities,
            PasswordEncoder encoder,
            LoginThrottle throttle,
            AuditTrail audit) {
        this.accounts = accounts;
        this.authorities = authorities;
        this.encoder = encoder;
        this.throttle = throttle;
        this.audit = audit;
        this.hashOfNobody = String.valueOf(encoder.encode(TokenText.random()));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var username = attempt.getName().toLowerCase(Locale.ROOT);
        var address = addressOf(attempt);
        requireFree(username, address);
        var account = accounts.findByUsername(username).filter(found -> !found.isDisabled());
        var password = String.valueOf(attempt.getCredentials());
        if (!isPasswordOf(account, password)) {
            throttle.failed(username, address);
            record(new Actor(Actor.Type.USER, "", username), AuditOutcome.REFUSED, "wrong name or password, from " + address);
            throw new BadCredentialsException("Wrong name or password");
        }
        throttle.succeeded(username);
        return signedIn(account.orElseThrow(), address, attempt.getDetails());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private void requireFree(String username, String address) {
        try {
            throttle.requireFree(username, address);
        } catch (PlatformException.Throttled e) {
            throw new ThrottledSignIn(e);
        }
    }

    private boolean isPasswordOf(Optional<Account> account, String password) {
        if (password.length() > PasswordRules.MAX_LENGTH) {
            return false;
        }
        checks.acquireUninterruptibly();
        try {
            boolean matches = encoder.matches(password, account.map(Account::passwordHash).orElse(hashOfNobody));
            return matches && account.isPresent();
        } finally {
            checks.release();
        }
    }

    private Authentication signedIn(Account account, String address, @Nullable Object details) {
        var principal = SessionPrincipal.ofSession(account);
        record(principal.toActor(), AuditOutcome.ACCEPTED, "signed in from " + address);
        var token = UsernamePasswordAuthenticationToken.authenticated(
                principal, null, authorities.of(principal.accountId()));
        token.setDetails(details);
        return token;
    }

    private void record(Actor actor, AuditOutcome outcome, String words) {
        audit.record(actor, ACTION, AuditTarget.ofPlatform("account", actor.id(), actor.name()), outcome, words);
    }

    private static String addressOf(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }
}
