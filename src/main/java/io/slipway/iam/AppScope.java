package io.slipway.iam;

import io.slipway.kernel.AppId;
import io.slipway.kernel.SpaceId;
import java.util.Optional;

/**
 * Tells whose an app is, so that modules which know apps only by id can authorise whoever reads of them. Implemented where apps
 * are kept.
 */
@FunctionalInterface
public interface AppScope {

    /** The app's space, whoever asks; empty when there is no such app. No authorisation happens here. */
    Optional<SpaceId> spaceOf(AppId appId);
}
