package io.slipway.apps;

import java.util.List;

/**
 * What a return to a release would do.
 *
 * @param current the release that should run now
 * @param target the release to return to
 * @param differences on the way from the one to the other
 * @param doubts what may keep the return from working, in sentences
 * @param stays what a return does not bring back, in sentences
 */
public record ReturnPreview(
        int current, int target, List<ReleaseDifference> differences, List<String> doubts, List<String> stays) {

    public ReturnPreview {
        differences = List.copyOf(differences);
        doubts = List.copyOf(doubts);
        stays = List.copyOf(stays);
    }
}
