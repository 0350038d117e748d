package io.slipway.hosts;

import java.time.Instant;

/**
 * That a host is being emptied. It stays so when nothing is left there, until somebody ends the drain.
 *
 * @param since when it was ordered
 * @param by the name of who ordered it
 * @param paused whether no new move begins
 * @param instances how many were there when it was ordered
 */
public record Drain(Instant since, String by, boolean paused, int instances) {}
