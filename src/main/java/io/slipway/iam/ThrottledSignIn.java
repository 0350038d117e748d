package io.slipway.iam;

import io.slipway.kernel.PlatformException;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that was not even looked at, because too many failed before it. */
class ThrottledSignIn extends AuthenticationException {

    private final long retryAfterSeconds;

    ThrottledSignIn(PlatformException.Throttled cause) {
        super(cause.sentence(), cause);
        this.retryAfterSeconds = cause.retryAfterSeconds();
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
