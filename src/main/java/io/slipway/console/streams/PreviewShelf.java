package io.slipway.console.streams;

import io.slipway.autoscale.Replay;
import io.slipway.kernel.AppId;
import io.slipway.kernel.BoundedMap;
import io.slipway.kernel.TimeOrderedUuid;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Replays that charts come for; in memory, the last ones only. Whoever takes one must be allowed to read its app. Thread-safe. */
@Component
public class PreviewShelf {

    /** The name of the line of what the policy would have chosen. */
    public static final String CHOSEN = "Policy";

    /** The name of the line of what ran. */
    public static final String RAN = "Ran";

    /** A replay of a day takes some 50 KB. */
    private static final int MOST = 100;

    record Kept(AppId app, Replay replay) {}

    /** Guarded by itself. */
    private final Map<UUID, Kept> kept = BoundedMap.ofNewest(MOST);

    /** Puts a replay there; answers the name under which it can be taken. */
    public String put(AppId app, Replay replay) {
        var name = TimeOrderedUuid.next();
        synchronized (kept) {
            kept.put(name, new Kept(app, replay));
        }
        return name.toString();
    }

    /** The replay of an app under this name. */
    Optional<Replay> take(AppId app, UUID name) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(name))
                    .filter(found -> found.app().equals(app))
                    .map(Kept::replay);
        }
    }
}
