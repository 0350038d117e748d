package io.slipway.logs;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.AppScope;
import io.slipway.kernel.AppId;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** A log service on a real store, for tests of the endpoints. */
public final class LogServices {

    private LogServices() {}

    /** A service over {@code lines} lines of one app. */
    public static LogService of(Path folder, AppScope scope, AccessPolicy access, AppId app, int lines) {
        var broker = new LogBroker();
        var store = LogFixtures.store(folder, DataSize.ofMegabytes(16), broker);
        store.append(app, LogFixtures.lines(app, 0, lines));
        return new LogService(store, broker, scope, access);
    }

    /** A scope that knows no app. */
    public static AppScope empty() {
        return id -> Optional.empty();
    }
}
