package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreGuardTest {

    private final Dial database = mock(Dial.class);
    private final AtomicInteger ends = new AtomicInteger();

    @TempDir
    private Path data;

    @Test
    void endsTheServerOnceTheFileStaysHeldByADatabaseThatIsGone() throws Exception {
        var guard = guard();
        fail(new SQLTransientConnectionException("no connection", new SQLException("in use", "90020", 90_020)));

        guard.look();
        guard.look();
        assertThat(ends).hasValue(0);

        guard.look();
        assertThat(ends).hasValue(1);
    }

    @Test
    void leavesAServerAloneWhosePoolIsOnlyBusy() throws Exception {
        var guard = guard();
        fail(new SQLTransientConnectionException("no connection within 5 s"));

        for (int look = 0; look < 10; look++) {
            guard.look();
        }

        assertThat(ends).hasValue(0);
    }

    @Test
    void doesNotForgetThatItIsGoneWhenThePoolTellsTheReasonOnlyNowAndThen() throws Exception {
        var guard = guard();
        for (int look = 0; look < 3; look++) {
            fail(new SQLTransientConnectionException("no connection", new SQLException("in use", "90020", 90_020)));
            guard.look();
            fail(new SQLTransientConnectionException("no connection within 5 s"));
            guard.look();
        }

        assertThat(ends).hasValue(1);
    }

    @Test
    void countsAnewAfterTheDatabaseAnswered() throws Exception {
        var guard = guard();
        fail(new SQLException("closed", "90098", 90_098));
        guard.look();
        guard.look();
        answer();
        guard.look();
        fail(new SQLException("closed", "90098", 90_098));
        guard.look();

        assertThat(ends).hasValue(0);
    }

    private void fail(SQLException failure) throws SQLException {
        reset(database);
        doThrow(failure).when(database).connect();
    }

    private void answer() throws SQLException {
        reset(database);
        doReturn(mock(Connection.class, RETURNS_DEEP_STUBS)).when(database).connect();
    }

    private StoreGuard guard() {
        return new StoreGuard(database, data, ends::incrementAndGet);
    }
}
