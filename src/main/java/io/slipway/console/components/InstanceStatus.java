package io.slipway.console.components;

import org.jspecify.annotations.Nullable;

/**
 * What an instance does, in words.
 *
 * @param word one or two words
 * @param reason a sentence that says why, or null when there is nothing to say
 */
public record InstanceStatus(
        StateKind kind, String word, @Nullable String reason) {}
