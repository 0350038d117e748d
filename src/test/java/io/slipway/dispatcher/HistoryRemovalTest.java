package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.slipway.apps.DeploymentLedger;
import io.slipway.kernel.AppId;
import io.slipway.logs.LogStore;
import io.slipway.metrics.MetricIntakeSink;
import io.slipway.metrics.MetricStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryRemovalTest {

    private final AppId living = AppId.create();
    private final AppId deleted = AppId.create();
    private final AppId alsoDeleted = AppId.create();
    private final LogStore logs = mock(LogStore.class);
    private final MetricStore series = mock(MetricStore.class);
    private final MetricIntakeSink metrics = mock(MetricIntakeSink.class);
    private final DeploymentLedger deployments = mock(DeploymentLedger.class);
    private final HistoryRemoval removal = new HistoryRemoval(logs, series, metrics, deployments);

    @Test
    void aStartAsksOnceWhatWasDeletedAndDropsThatOnly() {
        when(logs.apps()).thenReturn(List.of(living, deleted));
        when(series.apps()).thenReturn(List.of(living, alsoDeleted));
        when(deployments.deletedOf(Set.of(living, deleted, alsoDeleted))).thenReturn(Set.of(deleted, alsoDeleted));

        removal.dropWhatWasLeft();

        verify(deployments, times(1)).deletedOf(any());
        for (var app : List.of(deleted, alsoDeleted)) {
            verify(logs).drop(app);
            verify(metrics).drop(app);
        }
        verify(logs, never()).drop(living);
        verify(metrics, never()).drop(living);
    }

    @Test
    void aStartGoesOnWhenHistoryCannotBeRead() {
        when(logs.apps()).thenReturn(List.of(deleted));
        when(series.apps()).thenThrow(unreadable());

        assertThatCode(removal::dropWhatWasLeft).doesNotThrowAnyException();
    }

    @Test
    void anAppWhoseHistoryCannotBeDroppedKeepsNoOther() {
        when(logs.apps()).thenReturn(List.of(deleted, alsoDeleted));
        when(deployments.deletedOf(any())).thenReturn(Set.of(deleted, alsoDeleted));
        doThrow(unreadable()).when(logs).drop(deleted);

        removal.dropWhatWasLeft();

        verify(logs).drop(alsoDeleted);
        verify(metrics).drop(alsoDeleted);
    }

    private static UncheckedIOException unreadable() {
        return new UncheckedIOException(new IOException("Input/output error"));
    }
}
