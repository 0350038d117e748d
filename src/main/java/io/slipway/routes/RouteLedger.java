package io.slipway.routes;

import io.slipway.kernel.AppId;
import io.slipway.kernel.RouteId;
import java.util.List;
import org.springframework.stereotype.Component;

/** What machines read of routes. */
@Component
public class RouteLedger {

    /** One route and the app that it leads to. */
    public record Entry(RouteId id, String host, String path, AppId appId, String appName) {}

    /** Every route of the cluster. */
    public List<Entry> all() {
        throw new UnsupportedOperationException();
    }

    /** The domain under which apps get their default routes. */
    public String appsDomain() {
        throw new UnsupportedOperationException();
    }
}
