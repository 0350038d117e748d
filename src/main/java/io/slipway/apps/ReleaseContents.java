package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.BoundedMap;
import io.slipway.kernel.ReleaseId;
import java.util.Collections;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Releases, opened, for loops that ask for the same ones again and again: a release never changes. Thread-safe. */
@Component
class ReleaseContents {

    /** Apps that change at the same time are far fewer. */
    private static final int REMEMBERED = 1_000;

    /** A release without who made it and when. */
    record Opened(ReleaseId id, int number, ReleaseContent content) {}

    private final Releases releases;
    private final ReleaseCodec codec;
    private final Map<ReleaseId, Opened> opened = Collections.synchronizedMap(BoundedMap.ofLastUsed(REMEMBERED));

    ReleaseContents(Releases releases, ReleaseCodec codec) {
        this.releases = releases;
        this.codec = codec;
    }

    Opened of(AppId app, ReleaseId id) {
        var known = opened.get(id);
        if (known != null) {
            return known;
        }
        var release = releases.findByIdAndAppId(id.value(), app.value())
                .orElseThrow(() -> new IllegalStateException("App " + app + " has no current release"));
        var found = new Opened(id, release.number(), codec.contentOf(release));
        opened.put(id, found);
        return found;
    }
}
