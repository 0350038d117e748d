package io.slipway.api;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A token was sent where it ends up in logs. */
final class TokenInUrlException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    TokenInUrlException() {
        super(HttpStatus.BAD_REQUEST);
        setType(URI.create("/problems/token-in-url"));
        setDetail("Send the token as Authorization: Bearer, never in the URL. Revoke this one.");
    }
}
