package io.slipway.console.admin;

import com.vaadin.flow.router.QueryParameters;
import io.slipway.apps.AppPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instance that an address asks to be explained: {@code ?app=acme/dev/shop&instance=3}. */
record ExplainedInstance(AppPath app, int index) {

    private static final Pattern APP = Pattern.compile("([^/]+)/([^/]+)/([^/]+)");
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

    /** Empty when the address names none, or none that could be. */
    static Optional<ExplainedInstance> of(QueryParameters parameters) {
        var index = parameters
                .getSingleParameter("instance")
                .filter(text -> INDEX.matcher(text).matches());
        var app = parameters.getSingleParameter("app").map(APP::matcher).filter(Matcher::matches);
        return app.flatMap(names -> index.map(number -> new ExplainedInstance(
                AppPath.of(names.group(1), names.group(2), names.group(3)), Integer.parseInt(number))));
    }

    String title() {
        return app.app() + ", instance " + index;
    }
}
