package io.slipway.iam;

import io.slipway.kernel.Secret;

/**
 * A token just made.
 *
 * @param token its text, shown this once and never again
 */
public record NewApiToken(ApiTokenView view, Secret token) {}
