package io.slipway.placement;

import io.slipway.apps.DeploymentLedger;
import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.ProcessId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Plans of drains over what is stored now. */
@Component
class DrainPlans {

    private final HostRegistry hosts;
    private final InstanceStore instances;
    private final DeploymentLedger apps;
    private final CurrentPlacement placement;
    private final DrainProperties properties;
    /** Every open page asks at each change. */
    private final SharedWork<List<DrainPlan>> underWay = new SharedWork<>(this::plansUnderWay, System::nanoTime);

    DrainPlans(
            HostRegistry hosts,
            InstanceStore instances,
            DeploymentLedger apps,
            CurrentPlacement placement,
            DrainProperties properties) {
        this.hosts = hosts;
        this.instances = instances;
        this.apps = apps;
        this.placement = placement;
        this.properties = properties;
    }

    /** What draining this host means now. */
    DrainPlan of(HostView host) {
        return planner().plan(host);
    }

    /** How far every drain is, by the host's name. */
    List<DrainPlan> underWay() {
        return underWay.get();
    }

    private List<DrainPlan> plansUnderWay() {
        var draining = hosts.all().stream().filter(HostView::isDraining).toList();
        if (draining.isEmpty()) {
            return List.of();
        }
        var planner = planner();
        return draining.stream().map(planner::plan).toList();
    }

    private DrainPlanner planner() {
        var cluster = Cluster.of(hosts.all(), instances, placement.now());
        return new DrainPlanner(cluster, askedOnce(), properties.movesAtOnce());
    }

    private Function<ProcessId, Optional<ProcessSpec>> askedOnce() {
        var known = new HashMap<ProcessId, Optional<ProcessSpec>>();
        return id -> known.computeIfAbsent(id, apps::spec);
    }
}
