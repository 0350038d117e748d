package io.slipway.console.apps;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.iam.SpacePath;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.metrics.MetricService;
import io.slipway.metrics.MetricService.Now;
import io.slipway.routes.RouteService;
import io.slipway.routes.RouteView;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the app list shows: rows, counts per filter, and what is filtered for. No component in it. */
final class AppListModel {

    private final AppService apps;
    private final InstanceService instances;
    private final MetricService metrics;
    private final RouteService routes;
    private final Map<AppId, String> urls = new HashMap<>();
    private @Nullable SpacePath space;
    private AppFilter filter = AppFilter.ALL;
    private String text = "";
    private AppSearch search = AppSearch.NONE;
    private List<AppRow> rows = List.of();

    AppListModel(AppService apps, InstanceService instances, MetricService metrics, RouteService routes) {
        this.apps = apps;
        this.instances = instances;
        this.metrics = metrics;
        this.routes = routes;
    }

    /** Narrows the list to a space, or to all that may be read. */
    void enter(@Nullable SpacePath path) {
        space = path;
        urls.clear();
        refresh();
    }

    /** Reads everything again, keeping filters. */
    void refresh() {
        List<AppView> found = space == null ? apps.list() : apps.list(space);
        List<AppId> ids = found.stream().map(AppView::id).toList();
        var living = instances.living(ids);
        var now = ids.isEmpty() ? Map.<AppId, Now>of() : metrics.now(ids);
        urls.clear();
        rows = found.stream()
                .map(app -> AppRow.of(
                        app, living.getOrDefault(app.id(), List.of()), now.getOrDefault(app.id(), AppRow.UNMEASURED)))
                .toList();
    }

    /**
     * Narrows the list.
     *
     * @throws PlatformException.Invalid when the text has a selector that does not parse; the list stays as it was
     */
    void filter(AppFilter newFilter, String newText) {
        search = AppSearch.parse(newText);
        filter = newFilter;
        text = newText.strip();
    }

    AppFilter filter() {
        return filter;
    }

    String text() {
        return text;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int size() {
        return rows.size();
    }

    /** Rows that pass both filters, by name. */
    List<AppRow> shown() {
        return rows.stream().filter(filter::lets).filter(this::hasText).toList();
    }

    /** How many apps each chip would show, with the text filter applied. */
    Map<AppFilter, Long> counts() {
        Map<AppFilter, Long> counts = new EnumMap<>(AppFilter.class);
        for (AppFilter each : AppFilter.values()) {
            counts.put(
                    each, rows.stream().filter(each::lets).filter(this::hasText).count());
        }
        return counts;
    }

    /** The address of an app's first route, empty when it has none; asked for rows that are seen only. */
    String url(AppRow row) {
        return urls.computeIfAbsent(
                row.id(),
                id -> routes.ofApp(id).stream().map(RouteView::url).findFirst().orElse(""));
    }

    private boolean hasText(AppRow row) {
        return search.lets(row);
    }
}
