package io.slipway.apps;

import io.slipway.kernel.Actor;
import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;

/**
 * Published in the transaction in which a person scales a process. A listener within it may refuse by a {@link
 * io.slipway.kernel.PlatformException}: then nothing has changed.
 */
public record ScaledByHand(AppId appId, ProcessId processId, int from, int to, Actor by) {}
