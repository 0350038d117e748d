package io.slipway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the server when its embedded database has closed itself and cannot be opened again from within, because H2 may go on
 * holding the lock on its file. Whoever watches over the process starts it again; apps and routers do not notice. Waits while
 * the disk is full: a new start would get no further.
 */
final class StoreGuard implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StoreGuard.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int FAILURES_IN_A_ROW = 3;
    private static final long ROOM_BYTES = 1024 * 1024;

    private final DataSource database;
    private final Path data;
    private final boolean embedded;
    private final Runnable end;
    private int failures;
    private @Nullable Thread thread;

    /**
     * @param database gives a new connection at each call
     * @param embedded whether the database runs in this process; another one's return is waited for
     * @param end ends the process
     */
    StoreGuard(DataSource database, Path data, boolean embedded, Runnable end) {
        this.database = database;
        this.data = data;
        this.embedded = embedded;
        this.end = end;
    }

    /** One look; called on the guard's thread only. */
    void look() {
        ask();
        if (failures >= FAILURES_IN_A_ROW && hasRoom()) {
            log.atError()
                    .log("The database closed itself and cannot be opened again here; the server ends to start anew");
            failures = 0;
            end.run();
        }
    }

    /** A pool that gives no connection and no reason changes nothing: it is busy, or has told the reason already. */
    private void ask() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select 1");
            failures = 0;
        } catch (SQLException failure) {
            failures += StoreTrouble.isEmbeddedGone(failure) ? 1 : 0;
        }
    }

    private boolean hasRoom() {
        try {
            return Files.getFileStore(data).getUsableSpace() >= ROOM_BYTES;
        } catch (IOException unknown) {
            return true;
        }
    }

    @Override
    public boolean isAutoStartup() {
        return embedded;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("store-guard").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void watch() {
        try {
            while (thread == Thread.currentThread()) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
