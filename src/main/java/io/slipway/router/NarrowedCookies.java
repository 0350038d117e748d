package io.slipway.router;

import io.slipway.kernel.AppId;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts the cookies whose domain was taken away, and tells each app about them once a minute at most. Bounded by the apps. */
final class NarrowedCookies {

    private static final long EVERY_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final int MAX_DOMAIN = 253;

    private record Count(long cookies, long toldAt) {}

    private final AccessLog log;
    private final Clock clock;
    private final ConcurrentHashMap<AppId, Count> counts = new ConcurrentHashMap<>();

    NarrowedCookies(AccessLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void add(AppId app, String domain) {
        long now = clock.millis();
        Count count = counts.merge(
                app,
                new Count(1, now - EVERY_MILLIS),
                (known, first) -> new Count(known.cookies() + 1, known.toldAt()));
        if (now - count.toldAt() >= EVERY_MILLIS && counts.replace(app, count, new Count(0, now))) {
            log.tell(app, sentence(count.cookies(), domain));
        }
    }

    private static String sentence(long cookies, String domain) {
        String shown = domain.length() > MAX_DOMAIN ? domain.substring(0, MAX_DOMAIN) + "…" : domain;
        return "The Domain attribute was taken away from " + cookies + (cookies == 1 ? " cookie" : " cookies")
                + " (last: Domain=" + shown
                + "), because other apps live there too. Leave it out, or name the app's own host.";
    }

    /** Forgets apps that have no route any more. */
    void keep(Set<AppId> apps) {
        counts.keySet().retainAll(apps);
    }
}
