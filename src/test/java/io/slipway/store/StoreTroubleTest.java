package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.PlatformException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class StoreTroubleTest {

    @ParameterizedTest
    @MethodSource("away")
    void aDatabaseThatIsAwayIsToldWithTheNextStep(Exception failure) {
        assertThat(StoreTrouble.sentence(new IllegalStateException(failure)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("does not answer", "Try again"));
    }

    static Stream<Exception> away() {
        return Stream.of(
                new SQLException("closed", "90098", 90_098),
                new SQLTransientConnectionException("no connection within 5 s"),
                new DataAccessResourceFailureException("no connection"),
                new CannotCreateTransactionException("no connection"));
    }

    @Test
    void anythingElseIsNotTheStores() {
        assertThat(StoreTrouble.sentence(new IllegalStateException("anything else")))
                .isEmpty();
        assertThat(StoreTrouble.sentence(new SQLException("syntax", "42000", 42_000)))
                .isEmpty();
    }

    @Test
    void theFullDiskOfAHostIsNotTheServers() {
        assertThat(StoreTrouble.sentence(new PlatformException.Unavailable(
                        "host-disk-full", "The host says: no space left on device. Make room on it.")))
                .isEmpty();
    }
}
