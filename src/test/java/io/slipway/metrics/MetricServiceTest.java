package io.slipway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.kernel.AppId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.SpaceId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricServiceTest {

    private static final Clock AT_STEP_1 = Clock.fixed(Steps.end(1), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Steps mine = new Steps();
    private final Steps foreign = new Steps();
    private final SpaceId mySpace = SpaceId.create();
    private final SpaceId foreignSpace = SpaceId.create();
    private final LatestFigures latest = new LatestFigures();
    private RrdMetricStore store;
    private MetricService service;

    @BeforeEach
    void measureTwoApps() {
        store = new RrdMetricStore(folder, AT_STEP_1);
        service = new MetricService(
                this::spaceOf, oneSpace(mySpace), store, latest, new ReleaseTraffic(AT_STEP_1), AT_STEP_1);
        for (var steps : List.of(mine, foreign)) {
            var step = steps.use(1, steps.instance(0, 100, 10));
            store.append(steps.host, step);
            latest.accept(steps.host, step);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void showsSeriesOfAReadableApp() {
        assertThat(query(mine.app, Set.of(MetricKind.CPU_MILLIS))
                        .lines()
                        .getFirst()
                        .values())
                .containsExactly(100);
    }

    @Test
    void answersAForeignAppLikeAMissingOne() {
        var missing = AppId.create();

        for (var app : List.of(foreign.app, missing)) {
            assertThatExceptionOfType(PlatformException.NotFound.class)
                    .isThrownBy(() -> query(app, Set.of(MetricKind.CPU_MILLIS)))
                    .withMessage("There is no such app.");
        }
    }

    @Test
    void leavesForeignAndMissingAppsOutOfTheNewestFigures() {
        var figures = service.now(List.of(mine.app, foreign.app, AppId.create()));

        assertThat(figures).containsOnlyKeys(mine.app);
        assertThat(figures.get(mine.app).cpuMillis()).isEqualTo(100);
    }

    @Test
    void refusesARangeThatEndsBeforeItStartsAndAQueryForNothing() {
        assertThatExceptionOfType(PlatformException.Invalid.class)
                .isThrownBy(
                        () -> service.query(mine.app, Set.of(MetricKind.CPU_MILLIS), Steps.end(1), Steps.end(0), false))
                .satisfies(refused -> assertThat(refused.field()).contains("to"));
        assertThatExceptionOfType(PlatformException.Invalid.class).isThrownBy(() -> query(mine.app, Set.of()));
    }

    private MetricSeries query(AppId app, Set<MetricKind> kinds) {
        return service.query(app, kinds, Steps.end(0), Steps.end(1), false);
    }

    private Optional<SpaceId> spaceOf(AppId id) {
        return Optional.ofNullable(
                Map.of(mine.app, mySpace, foreign.app, foreignSpace).get(id));
    }

    /** A caller who may read one space. */
    private static AccessPolicy oneSpace(SpaceId readable) {
        var policy = mock(AccessPolicy.class);
        var space = new SpaceRef(OrganizationId.create(), readable, SpacePath.DEFAULT);
        when(policy.requireSpace(any(SpaceId.class), any())).thenAnswer(call -> {
            if (!readable.equals(call.getArgument(0))) {
                throw new PlatformException.NotFound("There is no such app.");
            }
            return space;
        });
        when(policy.allowedIn(readable)).thenReturn(Set.of(Permission.SPACE_READ));
        when(policy.readableSpaces()).thenReturn(List.of(space));
        return policy;
    }
}
