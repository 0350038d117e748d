package io.slipway.placement;

/**
 * How many hosts may run an app's instances.
 *
 * @param hosts how many there are
 * @param matching how many of them fulfil the constraints
 * @param fitting how many of those would take one more instance now
 */
public record HostFit(int hosts, int matching, int fitting) {

    /** In words: "3 of 5 hosts fit; 2 of them have room for one more now." */
    public String sentence() {
        if (hosts == 0) {
            return "No host has joined yet.";
        }
        if (matching == 0) {
            return "None of " + Words.count(hosts, "host") + " fits: instances would wait for one that does.";
        }
        return matching + " of " + Words.count(hosts, "host") + (matching == 1 ? " fits" : " fit") + room() + ".";
    }

    private String room() {
        if (fitting == matching) {
            return matching == 1 ? " and has room for one more now" : " and have room for one more now";
        }
        return fitting == 0
                ? ", but none of them has room for one more now"
                : "; " + fitting + " of them " + (fitting == 1 ? "has" : "have") + " room for one more now";
    }
}
