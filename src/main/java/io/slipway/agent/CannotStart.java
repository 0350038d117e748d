package io.slipway.agent;

/** Why an agent ends before it began, as a sentence for people; no fault of the program. */
final class CannotStart extends RuntimeException {

    CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    CannotStart(String sentence) {
        super(sentence);
    }
}
