package io.slipway.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens a connection to the database beside the pool's, for those who must get through when everybody waits: the pool's may all be
 * taken, and a pool tells only one of those who wait why there is none.
 */
@FunctionalInterface
interface Dial {

    /** A new connection, the caller's to close. */
    Connection connect() throws SQLException;
}
