package io.slipway.kernel;

/**
 * Which hosts may run the instances of a process, beyond room for them.
 *
 * @param constraints what a host's labels have to fulfil
 * @param atMostPerHost how many copies one host runs at most; 0 for no limit. Copies that are being replaced, moved or stopped do not
 *     count, so that a deployment never waits for itself.
 * @param atMostOne whether two copies must never run at once, anywhere: only hosts that can fence may run it
 * @param sidecars whether it has any, so that only hosts that run them may run it; not chosen, but told of an instance
 */
public record PlacementRules(Selector constraints, int atMostPerHost, boolean atMostOne, boolean sidecars) {

    /** Any host, any number. */
    public static final PlacementRules NONE = new PlacementRules(Selector.ALL, 0);

    private static final int MAX_PER_HOST = 100;

    /** Rules for a process whose copies may overlap. */
    public PlacementRules(Selector constraints, int atMostPerHost) {
        this(constraints, atMostPerHost, false, false);
    }

    /**
     * Reads rules as people write them.
     *
     * @throws PlatformException.Invalid {@code invalid-selector} for {@code constraints}, {@code invalid-at-most-per-host}
     */
    public static PlacementRules parse(String constraints, int atMostPerHost) {
        return parse(constraints, atMostPerHost, false);
    }

    /**
     * Reads rules as people write them.
     *
     * @throws PlatformException.Invalid {@code invalid-selector} for {@code constraints}, {@code invalid-at-most-per-host}
     */
    public static PlacementRules parse(String constraints, int atMostPerHost, boolean atMostOne) {
        if (atMostPerHost < 0 || atMostPerHost > MAX_PER_HOST) {
            throw new PlatformException.Invalid(
                    "invalid-at-most-per-host",
                    "atMostPerHost",
                    "At most 1 to " + MAX_PER_HOST + " instances on one host, or 0 for no limit.");
        }
        var selector = Selector.parse(constraints, "constraints");
        var rules = new PlacementRules(selector, atMostPerHost, atMostOne, false);
        return rules.isNone() ? NONE : rules;
    }

    /** Whether every host may run any number. */
    public boolean isNone() {
        return atMostPerHost == 0 && !atMostOne && !sidecars && constraints.choosesAll();
    }

    /** The same for an instance that has sidecars. */
    public PlacementRules besideSidecars() {
        return new PlacementRules(constraints, atMostPerHost, atMostOne, true);
    }

    /** Whether the number on one host is limited. */
    public boolean isLimited() {
        return atMostPerHost > 0;
    }
}
