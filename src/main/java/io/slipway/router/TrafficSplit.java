package io.slipway.router;

/**
 * How a route's requests are divided between one release and all others, however many instances each has.
 *
 * @param release the number of the release
 * @param percent of the requests that go to its instances, 0 to 100
 */
public record TrafficSplit(int release, int percent) {

    public TrafficSplit {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("A share is between 0 and 100 percent: " + percent);
        }
    }
}
