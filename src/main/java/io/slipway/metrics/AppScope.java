package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.SpaceId;

/** Tells where an app lives, so that reading its figures can be authorised. Implemented where apps are known. */
@FunctionalInterface
public interface AppScope {

    /**
     * The space of an app, whoever asks.
     *
     * @throws io.slipway.kernel.PlatformException.NotFound when there is no such app
     */
    SpaceId spaceOf(AppId id);
}
