package io.slipway.autoscale;

/**
 * How many instances of a process the hosts can hold.
 *
 * @param instances those that run included
 * @param why no more fit, in words that name no host
 */
public record Room(int instances, String why) {

    /** More than anybody asks for. */
    public static final Room ENOUGH = new Room(Integer.MAX_VALUE, "");
}
