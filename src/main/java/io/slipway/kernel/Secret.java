package io.slipway.kernel;

/**
 * Text that must not be seen by accident: prints as dots, compares by value.
 *
 * @param reveal the text itself; calling this is the one way to see it, so that uses can be found by name
 */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "•••";
    }
}
