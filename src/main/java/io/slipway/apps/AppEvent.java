package io.slipway.apps;

import java.time.Instant;

/**
 * One line of an app's timeline that a person or Slipway caused.
 *
 * @param action stable code such as {@code app.scale}
 * @param text in words: "scaled from 1 to 5"
 */
public record AppEvent(Instant at, String actor, String action, String text) {}
