package io.slipway.orchestrator;

import io.slipway.kernel.AppId;

/** Asks for an app the way its users do: through a router, by its route. A seam to the world. */
@FunctionalInterface
interface RouteProbe {

    /** What came of it. */
    sealed interface Result {

        /** The app answered, with whatever status. */
        record Answered(int status) implements Result {}

        /** Nobody can ask: the app has no route. */
        record NoRoute() implements Result {}

        /** The router had no answer of the app; {@code why} is a sentence without a full stop. */
        record Silent(String why) implements Result {}
    }

    /** Probes once; takes at most a few seconds and never throws for what the network does. */
    Result probe(AppId app);
}
