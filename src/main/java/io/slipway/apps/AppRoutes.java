package io.slipway.apps;

import io.slipway.kernel.AppId;
import java.util.List;

/** What apps need to know of routes, which live in a module above this one. */
public interface AppRoutes {

    /** Hosts, with path where one is set, of an app's routes. */
    List<String> of(AppId id);
}
