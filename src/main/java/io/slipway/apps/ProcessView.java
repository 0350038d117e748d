package io.slipway.apps;

import io.slipway.kernel.ProcessId;

/**
 * A process of an app as its pages show it.
 *
 * @param type its name
 * @param instances how many are wanted while the app is started
 * @param settings of the release that should run
 */
public record ProcessView(ProcessId id, String type, int instances, ProcessSettings settings) {}
