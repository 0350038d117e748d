package io.slipway.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Has the pool drop connections to a database that has closed itself: the next one opens it again. Named in the properties. */
public final class ClosedDatabaseEviction implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return StoreTrouble.isGone(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
