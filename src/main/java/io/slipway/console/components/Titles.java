package io.slipway.console.components;

import io.slipway.apps.AppPath;

/** Titles of browser tabs, most specific first, so that narrow tabs stay readable. Pure. */
public final class Titles {

    private static final String PRODUCT = "Slipway";

    private Titles() {}

    /** A page of the console: "Apps — Slipway". */
    public static String page(String name) {
        return name + " — " + PRODUCT;
    }

    /** A page of an app: "Logs · shop · dev · acme — Slipway". */
    public static String app(AppPlace place, AppPath path) {
        var space = path.space();
        return page(String.join(" · ", place.title(), path.app(), space.space(), space.organization()));
    }
}
