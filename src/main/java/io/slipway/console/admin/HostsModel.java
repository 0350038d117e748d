package io.slipway.console.admin;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.HostId;
import java.util.List;

/** What the hosts page shows: every host with what its instances reserve. */
final class HostsModel {

    private final HostService hosts;
    private final AppService apps;
    private final InstanceService instances;
    private final AccessPolicy policy;
    private List<HostLoad> loads = List.of();

    HostsModel(HostService hosts, AppService apps, InstanceService instances, AccessPolicy policy) {
        this.hosts = hosts;
        this.apps = apps;
        this.instances = instances;
        this.policy = policy;
    }

    void refresh() {
        List<HostView> found = hosts.list();
        List<AppView> readable = apps.list();
        var living = instances.living(readable.stream().map(AppView::id).toList());
        loads = HostLoad.of(found, readable, living);
    }

    List<HostLoad> loads() {
        return loads;
    }

    boolean mayChange() {
        return policy.allowedOnPlatform().contains(Permission.PLATFORM_ADMIN);
    }

    void cordon(HostId id, boolean cordoned) {
        hosts.cordon(id, cordoned);
        refresh();
    }

    /** How all is, in one sentence. */
    String sentence() {
        long ready = loads.stream()
                .filter(load -> load.host().state() == HostView.State.READY)
                .count();
        long cordoned = loads.stream().filter(load -> load.host().cordoned()).count();
        long troubled =
                loads.stream().filter(load -> load.host().problem() != null).count();
        return ready + " of " + loads.size() + (loads.size() == 1 ? " host is ready" : " hosts are ready")
                + (cordoned == 0 ? "" : ", " + cordoned + " cordoned")
                + (troubled == 0 ? "" : ", " + troubled + " with a problem") + ".";
    }
}
