package io.slipway.keys;

/** The passphrase does not open the key bundle, or is missing; an operator must put the right one in place. */
public final class WrongPassphraseException extends RuntimeException {

    public WrongPassphraseException(String sentence) {
        super(sentence);
    }
}
