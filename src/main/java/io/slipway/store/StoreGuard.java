package io.slipway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the server when its embedded database has closed itself and cannot be opened again from within, because H2 may go on
 * holding the lock on its file. Whoever watches over the process starts it again; apps and routers do not notice. Waits while
 * the disk is full: a new start would get no further.
 */
final class StoreGuard {

    private static final Logger log = LoggerFactory.getLogger(StoreGuard.class);
    private static final int FAILURES_IN_A_ROW = 3;
    private static final long ROOM_BYTES = 1024 * 1024;

    private final Dial database;
    private final Path data;
    private final Runnable end;
    private int failures;

    /** @param end ends the process */
    StoreGuard(Dial database, Path data, Runnable end) {
        this.database = database;
        this.data = data;
        this.end = end;
    }

    /** One look; on one thread only. */
    void look() {
        ask();
        if (failures >= FAILURES_IN_A_ROW && hasRoom()) {
            log.atError()
                    .log("The database closed itself and cannot be opened again here; the server ends to start anew");
            failures = 0;
            end.run();
        }
    }

    private void ask() {
        try (var connection = database.connect();
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
}
