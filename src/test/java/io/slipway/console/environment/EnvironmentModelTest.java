package io.slipway.console.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.slipway.apps.AppService;
import io.slipway.apps.EnvironmentChange;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.EnvironmentView.Mark;
import io.slipway.apps.EnvironmentView.Variable;
import io.slipway.console.testing.Examples;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentModelTest {

    private final AppId app = AppId.create();
    private final AppService apps = mock();
    private Instant now = Examples.NOON;
    private final EnvironmentModel model = new EnvironmentModel(apps, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @BeforeEach
    void load() {
        when(apps.environment(app)).thenReturn(view(3));
        model.load(app);
    }

    @Test
    void keepsValuesOutOfRowsUntilOneIsRevealed() {
        assertThat(model.rows("")).extracting(VariableRow::value).containsOnlyNulls();

        model.reveal("COLOR");

        assertThat(model.rows("")).extracting(VariableRow::value).containsExactly("blue", null);
    }

    @Test
    void hidesARevealedValueAfterThirtySeconds() {
        model.reveal("COLOR");
        now = now.plusSeconds(29);
        assertThat(model.hideExpired()).isFalse();

        now = now.plusSeconds(1);

        assertThat(model.hideExpired()).isTrue();
        assertThat(model.rows("")).extracting(VariableRow::value).containsOnlyNulls();
    }

    @Test
    void marksWhatDoesNotRunYet() {
        assertThat(model.rows("")).extracting(VariableRow::pending).containsExactly("+ added", "− removed");
    }

    @Test
    void findsNamesWithoutRegardToCase() {
        assertThat(model.rows(" col ")).extracting(VariableRow::name).containsExactly("COLOR");
    }

    @Test
    void savesAgainstTheVersionThatItShows() {
        when(apps.stage(eq(app), any(), eq(3L))).thenReturn(view(4));

        model.set(app, "MODE", "fast");
        assertThat(model.view().version()).isEqualTo(4);

        verify(apps).stage(app, new EnvironmentChange(Map.of("MODE", new Secret("fast")), Set.of()), 3);
    }

    private static EnvironmentView view(long version) {
        return new EnvironmentView(
                List.of(
                        new Variable("COLOR", new Secret("blue"), null, Mark.ADDED),
                        new Variable("OLD", null, new Secret("x"), Mark.REMOVED)),
                version);
    }
}
