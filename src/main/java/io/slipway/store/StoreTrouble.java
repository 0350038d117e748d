package io.slipway.store;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        boolean gone =
                causes(failure).anyMatch(cause -> cause instanceof SQLException refused && isEmbeddedGone(refused));
        return gone ? Optional.of(AWAY) : Optional.empty();
    }

    /** Whether the database behind a connection has ended, so that the connection is of no more use. */
    static boolean isGone(SQLException failure) {
        return GONE.contains(failure.getErrorCode());
    }

    /** Whether the embedded database is gone, or its file is still held by one that is: anything but a pool that is busy. */
    static boolean isEmbeddedGone(SQLException failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException refused
                        && (isGone(refused) || refused.getErrorCode() == ALREADY_OPEN));
    }

    private static boolean isFullDisk(Throwable cause) {
        var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left on device") || message.contains("disk quota exceeded");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
