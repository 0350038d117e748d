package io.slipway.iam;

import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import java.util.Optional;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/**
 * The person behind the present call, resolved at the front door: from Spring Security's context, which sessions and bearer tokens
 * fill alike.
 */
@Component
public class CurrentUser {

    /** The actor for the audit trail; throws {@code Forbidden} when nobody is signed in. */
    public Actor actor() {
        return principal()
                .map(SessionPrincipal::toActor)
                .orElseThrow(() -> new PlatformException.Forbidden("Nobody is signed in. Sign in and try again."));
    }

    /** Whether somebody is signed in at all. */
    public boolean isSignedIn() {
        return principal().isPresent();
    }

    /** The same task, but run as the present caller on whatever thread it comes to. */
    public static Runnable carrying(Runnable task) {
        var caller = new SecurityContextImpl();
        caller.setAuthentication(SecurityContextHolder.getContext().getAuthentication());
        return new DelegatingSecurityContextRunnable(task, caller);
    }

    private static Optional<SessionPrincipal> principal() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SessionPrincipal principal
                ? Optional.of(principal)
                : Optional.empty();
    }
}
