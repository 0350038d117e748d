package io.slipway.router;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The host that a client asked for last, with its routes: hardly any connection asks for more than one. */
final class KnownHost {

    // NUL is in no Host header, so the first request is always looked up.
    private byte[] header = {0};
    private String name = "";
    private @Nullable RouteIndex index;
    private LiveRoute[] routes = {};

    /** Remembers the host that a request names; throws {@link BadMessage} where that is no host name. */
    void ask(RequestHead head) {
        if (!Arrays.equals(head.bytes, head.hostStart, head.hostEnd, header, 0, header.length)) {
            name = RouteIndex.canonicalHost(head.bytes, head.hostStart, head.hostEnd);
            header = Arrays.copyOfRange(head.bytes, head.hostStart, head.hostEnd);
            index = null;
        }
    }

    /** Its canonical name; empty before the first request. */
    String name() {
        return name;
    }

    /** Its routes in a table. */
    LiveRoute[] routesIn(RouteIndex current) {
        if (index != current) {
            routes = current.ofHost(name);
            index = current;
        }
        return routes;
    }
}
