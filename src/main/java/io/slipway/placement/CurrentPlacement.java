package io.slipway.placement;

/** How instances are placed at this moment. */
@FunctionalInterface
public interface CurrentPlacement {

    /** As administrators have set it, else as the properties say. */
    PlacementProperties now();
}
