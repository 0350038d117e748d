package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessType;
import java.util.List;

/** What is asked for of processes that must never run twice at once; each refusal says the next step. */
final class AtMostOneRules {

    private static final String CODE = "at-most-one";

    private AtMostOneRules() {}

    /** A number of instances for a process with these settings. */
    static void requireInstances(String app, ProcessSettings settings, int instances) {
        if (settings.placement().atMostOne() && instances > 1) {
            throw new PlatformException.Conflict(
                    CODE,
                    "instances",
                    app + " runs once at most, so it has 0 or 1 instances. Take \"At most one\" off in its settings to"
                            + " have more.");
        }
    }

    /** A release for an app whose processes have so many instances. */
    static void requireRelease(String app, ReleaseSettings settings, List<Process> processes) {
        for (var process : processes) {
            boolean once = settings.of(process.type())
                    .filter(each -> each.placement().atMostOne())
                    .isPresent();
            if (once && process.instances() > 1) {
                boolean web = process.type().equals(ProcessType.WEB);
                throw new PlatformException.Conflict(
                        CODE,
                        web ? "atMostOne" : "processes." + process.type() + ".atMostOne",
                        "What runs once at most has 0 or 1 instances, and %s has %d. Scale it to 1 first."
                                .formatted(web ? app : app + " " + process.type(), process.instances()));
            }
        }
    }

    /** A way to get from one release to another; a canary is of the web process. */
    static void requireStrategy(
            String app, ReleaseSettings before, ReleaseSettings after, DeploymentStrategy strategy) {
        boolean exclusive =
                before.web().placement().atMostOne() || after.web().placement().atMostOne();
        if (exclusive && strategy instanceof DeploymentStrategy.Canary) {
            throw new PlatformException.Conflict(
                    CODE,
                    "strategy",
                    app + " runs once at most, so no canary can stand beside it. Deploy without a canary: the old"
                            + " instance stops before the new one starts.");
        }
    }
}
