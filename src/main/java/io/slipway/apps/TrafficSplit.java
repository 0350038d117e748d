package io.slipway.apps;

/**
 * How the requests of an app are divided while a canary is on trial, and until the last instance of one that was taken back has gone.
 *
 * @param releaseNumber of the release on trial
 * @param percent of the requests that go to its instances; the others get the rest
 */
public record TrafficSplit(int releaseNumber, int percent) {}
