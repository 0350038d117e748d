package io.slipway.iam;

import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Reads the caller from Spring Security's context, which sessions and bearer tokens fill alike. */
@Component
class SecurityContextUser implements CurrentUser {

    @Override
    public Actor actor() {
        return principal()
                .map(SessionPrincipal::toActor)
                .orElseThrow(() -> new PlatformException.Forbidden("Nobody is signed in. Sign in and try again."));
    }

    @Override
    public boolean isSignedIn() {
        return principal().isPresent();
    }

    private static Optional<SessionPrincipal> principal() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SessionPrincipal principal
                ? Optional.of(principal)
                : Optional.empty();
    }
}
