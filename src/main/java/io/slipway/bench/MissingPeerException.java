package io.slipway.bench;

/** What a measurement compares with is not on this machine; the message says what to install. */
final class MissingPeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingPeerException(String message) {
        super(message);
    }
}
