package io.slipway.console.admin;

import com.vaadin.flow.router.QueryParameters;
import io.slipway.apps.AppPath;
import io.slipway.kernel.InstanceName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instance that an address asks to be explained: {@code ?app=acme/dev/shop&instance=worker.3}. */
record ExplainedInstance(AppPath app, InstanceName name) {

    private static final Pattern APP = Pattern.compile("([^/]+)/([^/]+)/([^/]+)");

    /** Empty when the address names none, or none that could be. */
    static Optional<ExplainedInstance> of(QueryParameters parameters) {
        var name = parameters.getSingleParameter("instance").flatMap(InstanceName::ofKey);
        var app = parameters.getSingleParameter("app").map(APP::matcher).filter(Matcher::matches);
        return app.flatMap(names -> name.map(instance ->
                new ExplainedInstance(AppPath.of(names.group(1), names.group(2), names.group(3)), instance)));
    }

    String title() {
        return app.app() + ", instance " + name;
    }
}
