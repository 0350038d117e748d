package io.slipway.logs;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.AppScope;
import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;

/** What people read of logs; every method requires {@link Permission#SPACE_READ} in the app's space. */
public final class LogService {

    private final LogStore store;
    private final LogBroker broker;
    private final AppScope scope;
    private final AccessPolicy access;

    LogService(LogStore store, LogBroker broker, AppScope scope, AccessPolicy access) {
        this.store = store;
        this.broker = broker;
        this.scope = scope;
        this.access = access;
    }

    /** One page of matches; the limit is cut to 1 … {@link LogQuery#LARGEST_LIMIT}. */
    public LogPage page(LogQuery query) {
        requireRead(query.appId());
        return store.search(query.withLimit(Math.clamp(query.limit(), 1, LogQuery.LARGEST_LIMIT)));
    }

    /** Matches over the query's time range, which must have two ends. */
    public LogHistogram histogram(LogQuery query, int buckets) {
        requireRead(query.appId());
        if (query.fromNanos() >= query.toNanos() || query.toNanos() == Long.MAX_VALUE) {
            throw new PlatformException.Invalid(
                    "invalid-range", "from", "The start of the time range must lie before its end.");
        }
        return store.histogram(query, Math.clamp(buckets, 1, LogHistogram.MOST_BUCKETS));
    }

    /**
     * Follows an app's lines. The caller closes the stream.
     *
     * @param afterCursor where an earlier stream ended; 0 for new lines only
     */
    public LogStream follow(AppId appId, LogFilter filter, long afterCursor) {
        requireRead(appId);
        return new LogStream(
                store, broker.subscribe(appId), filter.query(appId, 1), afterCursor, () -> requireRead(appId));
    }

    private void requireRead(AppId appId) {
        var space = scope.spaceOf(appId).orElseThrow(() -> new PlatformException.NotFound("There is no such app."));
        try {
            access.requireSpace(space, Permission.SPACE_READ);
        } catch (PlatformException.NotFound e) {
            // The same words as for an app that does not exist.
            throw new PlatformException.NotFound("There is no such app.");
        }
    }
}
