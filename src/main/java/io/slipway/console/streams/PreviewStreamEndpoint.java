package io.slipway.console.streams;

import io.slipway.apps.AppService;
import io.slipway.autoscale.Replay;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Replays for the charts of the console, in columns as the chart element takes them. Who may read the app may read them. */
@RestController
@Hidden
class PreviewStreamEndpoint {

    /**
     * Lines on one axis.
     *
     * @param step seconds between points
     * @param times seconds since the epoch
     */
    record Columns(long step, List<Long> times, List<Column> lines) {}

    /** One line; null is a gap. */
    record Column(String kind, int index, List<@Nullable Integer> values) {}

    private final AppService apps;
    private final PreviewShelf shelf;

    PreviewStreamEndpoint(AppService apps, PreviewShelf shelf) {
        this.apps = apps;
        this.shelf = shelf;
    }

    @GetMapping("/console/stream/metrics/{appId}/prepared/{name}")
    ResponseEntity<Columns> take(@PathVariable UUID appId, @PathVariable UUID name) {
        var app = apps.get(new AppId(appId));
        var replay = shelf.take(app.id(), name)
                .orElseThrow(() -> new PlatformException.NotFound("This preview is gone. Ask for it again."));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(columns(replay));
    }

    private static Columns columns(Replay replay) {
        return new Columns(
                replay.step().toSeconds(),
                replay.points().stream()
                        .map(point -> point.at().getEpochSecond())
                        .toList(),
                List.of(
                        column(PreviewShelf.CHOSEN, replay, Replay.Point::chosen),
                        column(PreviewShelf.RAN, replay, Replay.Point::ran)));
    }

    private static Column column(String name, Replay replay, ToIntFunction<Replay.Point> value) {
        var values = new ArrayList<@Nullable Integer>();
        replay.points().forEach(point -> values.add(point.isKnown() ? value.applyAsInt(point) : null));
        return new Column(name, -1, values);
    }
}
