package io.slipway.console.admin;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.console.components.Figures;
import io.slipway.hosts.HostChange;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Selector;
import io.slipway.placement.DrainPlan;
import io.slipway.placement.DrainService;
import io.slipway.placement.PlacementService;
import java.util.List;

/** What the hosts page shows: every host with what its instances reserve. */
final class HostsModel {

    private final HostService hosts;
    private final DrainService drains;
    private final AppService apps;
    private final InstanceService instances;
    private final AccessPolicy policy;
    private final PlacementService placement;
    private List<HostLoad> loads = List.of();
    private Selector chosen = Selector.ALL;

    HostsModel(
            HostService hosts,
            DrainService drains,
            AppService apps,
            InstanceService instances,
            AccessPolicy policy,
            PlacementService placement) {
        this.hosts = hosts;
        this.drains = drains;
        this.apps = apps;
        this.instances = instances;
        this.policy = policy;
        this.placement = placement;
    }

    void refresh() {
        List<HostView> found = hosts.list();
        List<AppView> readable = apps.list();
        var living = instances.living(readable.stream().map(AppView::id).toList());
        var draining = drains.underWay();
        var misplaced = placement.misplaced();
        loads = HostLoad.of(found, readable, living).stream()
                .map(load -> load.with(draining)
                        .withMisplaced(misplaced.getOrDefault(load.host().id(), 0)))
                .toList();
    }

    /** The hosts that the selector chooses. */
    List<HostLoad> loads() {
        return loads.stream()
                .filter(load -> chosen.matches(load.host().labels()))
                .toList();
    }

    /** Whether there is no host at all. */
    boolean isEmpty() {
        return loads.isEmpty();
    }

    /**
     * Chooses hosts by their labels.
     *
     * @throws PlatformException.Invalid when the selector does not parse; the one before stays
     */
    void choose(String selector) {
        chosen = Selector.parse(selector, "selector");
    }

    Selector chosen() {
        return chosen;
    }

    void change(HostLoad load, HostChange change) {
        hosts.change(load.host().id(), change);
    }

    boolean mayChange() {
        return policy.allowedOnPlatform().contains(Permission.PLATFORM_ADMIN);
    }

    void cordon(HostId id, boolean cordoned) {
        hosts.cordon(id, cordoned);
        refresh();
    }

    /** Lets new instances on a host again; one that was drained is so no more. */
    void uncordon(HostLoad load) {
        if (load.drain() == null) {
            hosts.cordon(load.host().id(), false);
        } else {
            endDrain(load, true);
        }
    }

    /** What draining a host means now. */
    DrainPlan drainPlan(String host) {
        return drains.plan(host);
    }

    /** Begins to drain a host, or goes on. */
    void startDrain(String host) {
        drains.start(host);
    }

    void pauseDrain(HostLoad load) {
        drains.pause(load.host().name());
    }

    void endDrain(HostLoad load, boolean uncordon) {
        drains.cancel(load.host().name(), uncordon);
    }

    /** Takes a host out for good, with the instances that were seen on it. */
    void remove(HostLoad load) {
        hosts.remove(load.host().id(), load.instances() > 0);
    }

    /** How all is, in one sentence. */
    String sentence() {
        long ready = loads.stream()
                .filter(load -> load.host().state() == HostView.State.READY)
                .count();
        long draining = loads.stream().filter(load -> load.drain() != null).count();
        long cordoned = loads.stream().filter(load -> load.host().cordoned()).count() - draining;
        long troubled =
                loads.stream().filter(load -> load.host().problem() != null).count();
        int misplaced = loads.stream().mapToInt(HostLoad::misplaced).sum();
        return ready + " of " + loads.size() + (loads.size() == 1 ? " host is ready" : " hosts are ready")
                + (cordoned == 0 ? "" : ", " + cordoned + " cordoned")
                + (draining == 0 ? "" : ", " + draining + " draining or drained")
                + (troubled == 0 ? "" : ", " + troubled + " with a problem")
                + (misplaced == 0
                        ? "."
                        : ". " + Figures.count(misplaced, "instance") + (misplaced == 1 ? " stands" : " stand")
                                + " where the scheduler would not place " + (misplaced == 1 ? "it" : "them") + " now.");
    }
}
