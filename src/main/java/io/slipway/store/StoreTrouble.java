package io.slipway.store;

import io.slipway.kernel.FullDisk;
import io.slipway.kernel.PlatformException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a failure of the store means to people. An embedded database closes itself when it cannot write, and opens again by itself. */
public final class StoreTrouble {

    private static final String AWAY = "The database does not answer now. Try again in a few seconds.";
    private static final String DISK_FULL =
            "The disk of the server is full. Make room in its data folder, then try again;"
                    + " nothing that was acknowledged is lost.";
    private static final int DEEPEST = 30;

    /** H2's codes for: general failure, two of input and output, corrupted file, broken connection, closed, closing. */
    private static final Set<Integer> GONE = Set.of(50_000, 90_028, 90_031, 90_030, 90_067, 90_098, 90_121);

    private static final int ALREADY_OPEN = 90_020;

    private StoreTrouble() {}

    /** A sentence with the next step, if the store is what failed. */
    public static Optional<String> sentence(Throwable failure) {
        if (causes(failure).anyMatch(StoreTrouble::isFullDisk)) {
            return Optional.of(DISK_FULL);
        }
        return causes(failure).anyMatch(StoreTrouble::isAway) ? Optional.of(AWAY) : Optional.empty();
    }

    /** Whether the database behind a connection has ended, so that the connection is of no more use. */
    static boolean isGone(SQLException failure) {
        return GONE.contains(failure.getErrorCode());
    }

    /** Whether the embedded database is gone, or its file is still held by one that is: anything but one that is busy. */
    static boolean isEmbeddedGone(SQLException failure) {
        return causes(failure).anyMatch(StoreTrouble::isGoneOrHeld);
    }

    private static boolean isAway(Throwable cause) {
        return switch (cause) {
            // The first is a pool without a connection to give.
            case SQLTransientConnectionException _,
                    DataAccessResourceFailureException _,
                    CannotCreateTransactionException _ -> true;
            default -> isGoneOrHeld(cause);
        };
    }

    private static boolean isGoneOrHeld(Throwable cause) {
        return cause instanceof SQLException refused && (isGone(refused) || refused.getErrorCode() == ALREADY_OPEN);
    }

    /** What the platform says of itself may speak of another disk: a host's. */
    private static boolean isFullDisk(Throwable cause) {
        return !(cause instanceof PlatformException) && FullDisk.isToldBy(String.valueOf(cause.getMessage()));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
