package io.slipway.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Has H2 sync its file. Over a connection of its own, since committers that wait for the sync hold the pool's; opened
 * anew after a failure, when the database may have closed itself. One call at a time.
 */
final class Checkpoints implements Runnable {

    private final Dial database;
    private @Nullable Connection open;

    Checkpoints(Dial database) {
        this.database = database;
    }

    /** @throws IllegalStateException when the database cannot say that everything is on disk */
    @Override
    public void run() {
        try (var statement = connection().createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            drop();
            throw new IllegalStateException("The database could not be synced to disk; the change may be lost", e);
        }
    }

    private Connection connection() throws SQLException {
        var known = open;
        if (known == null) {
            known = database.connect();
            open = known;
        }
        return known;
    }

    private void drop() {
        try (var broken = open) {
            open = null;
        } catch (SQLException unclosable) {
            // It is of no more use either way.
        }
    }
}
