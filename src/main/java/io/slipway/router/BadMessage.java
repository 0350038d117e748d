package io.slipway.router;

/** A message that is refused; carries no stack trace because senders must not be able to make us pay for one. */
final class BadMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    BadMessage(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    static BadMessage malformed(String reason) {
        return new BadMessage(400, reason);
    }

    /** What a client is told; a bad response is 502 whatever this says. */
    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
