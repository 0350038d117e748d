package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.SpaceId;
import java.util.Optional;

/** Tells whose an app is. Log lines know apps only by id; who keeps the apps implements this. */
@FunctionalInterface
public interface AppScope {

    /** The app's space; empty when there is no such app. No authorisation happens here. */
    Optional<SpaceId> spaceOf(AppId appId);
}
