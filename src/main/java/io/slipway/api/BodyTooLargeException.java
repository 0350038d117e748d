package io.slipway.api;

import java.io.IOException;

/** A request body went beyond the limit while it was being read. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long limit) {
        super("A body may hold at most " + limit + " bytes");
    }
}
