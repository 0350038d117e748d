package io.slipway.console.home;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView;
import io.slipway.console.components.AppState;
import io.slipway.console.components.AppStates;
import io.slipway.console.components.InstanceStates;
import io.slipway.instances.InstanceRow;
import io.slipway.kernel.AppId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What home tells, made from the apps and their living instances. Pure.
 *
 * @param apps newest change first
 * @param attention what a person should look at, worst first
 * @param deployments newest first
 */
record HomeModel(List<Item> apps, List<Trouble> attention, List<Shipment> deployments) {

    private static final int MOST = 8;

    /** An app with its state. */
    record Item(AppView app, AppState state, List<InstanceRow> instances) {}

    /**
     * An app that needs somebody.
     *
     * @param cause a sentence
     */
    record Trouble(AppPath path, AppState state, String cause, Instant since) {}

    /** The newest deployment of an app. */
    record Shipment(AppPath path, DeploymentView deployment) {}

    static HomeModel of(List<AppView> apps, Map<AppId, List<InstanceRow>> instances) {
        var items = apps.stream()
                .map(app -> item(app, instances.getOrDefault(app.id(), List.of())))
                .sorted(Comparator.comparing(HomeModel::lastChange).reversed())
                .toList();
        var attention = items.stream()
                .filter(item -> item.state().needsAttention())
                .map(HomeModel::trouble)
                .sorted(Comparator.comparingInt(trouble -> severity(trouble.state())))
                .toList();
        var deployments = items.stream()
                .flatMap(item -> Optional.ofNullable(item.app().deployment()).stream()
                        .map(deployment -> new Shipment(item.app().path(), deployment)))
                .sorted(Comparator.comparing(
                                (Shipment each) -> each.deployment().startedAt())
                        .reversed())
                .limit(MOST)
                .toList();
        return new HomeModel(items, attention, deployments);
    }

    List<Item> recentApps() {
        return apps.stream().limit(MOST).toList();
    }

    private static Item item(AppView app, List<InstanceRow> instances) {
        return new Item(app, AppStates.of(app, instances), instances);
    }

    private static Instant lastChange(Item item) {
        var deployment = item.app().deployment();
        return deployment == null ? item.app().createdAt() : deployment.startedAt();
    }

    private static Trouble trouble(Item item) {
        var cause = item.instances().stream()
                .sorted(Comparator.comparing((InstanceRow row) -> row.detail() == null)
                        .thenComparing(InstanceRow::stateSince, Comparator.reverseOrder()))
                .map(row -> InstanceStates.of(row).reason())
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(item.app().deployment()).map(DeploymentView::cause))
                .orElse("Open its instances to see why.");
        var since = item.instances().stream()
                .map(InstanceRow::stateSince)
                .max(Comparator.naturalOrder())
                .orElse(lastChange(item));
        return new Trouble(item.app().path(), item.state(), cause, since);
    }

    private static int severity(AppState state) {
        return switch (state.kind()) {
            case FAILED -> 0;
            case DEGRADED -> 1;
            case PENDING -> 2;
            case RUNNING, PROGRESS, STOPPED, UNKNOWN, SUSPENDED -> 3;
        };
    }
}
