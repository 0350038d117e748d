package io.slipway.placement;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.hosts.HostRegistry;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.scheduler.PlacementRequest;
import io.slipway.scheduler.Scheduler;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people ask about placement: why an instance waits or is where it is, and what the loss of a host would do. Authorised; reads only. */
@Service
public class PlacementService {

    /** Of the copies of an index the one that waits is asked about, then the newest. */
    private static final Comparator<InstanceRecord> MOST_ASKED_ABOUT = Comparator.comparing(
                    (InstanceRecord row) -> row.hostId() != null)
            .thenComparing(InstanceRecord::incarnation, Comparator.reverseOrder());

    private record Forecasts(HostLosses meter, List<HostLosses.Forecast> forecasts) {}

    private final Scheduler scheduler = new Scheduler();
    /** Every open page asks every few seconds. */
    private final SharedWork<Forecasts> forecasts = new SharedWork<>(this::forecasts, System::nanoTime);

    private final AppService apps;
    private final AccessPolicy access;
    private final HostRegistry hosts;
    private final InstanceStore store;
    private final CurrentPlacement placement;
    private final Clock clock;

    PlacementService(
            AppService apps,
            AccessPolicy access,
            HostRegistry hosts,
            InstanceStore store,
            CurrentPlacement placement,
            Clock clock) {
        this.apps = apps;
        this.access = access;
        this.hosts = hosts;
        this.store = store;
        this.placement = placement;
        this.clock = clock;
    }

    /**
     * Explains the placement of an app's living instance. Who may read the app may ask; what he is told of hosts depends on
     * whether he may read the platform, see {@link PlacementView}.
     *
     * @throws PlatformException.NotFound when the caller may not read the app, or has no such living instance
     */
    public PlacementView explain(AppPath path, InstanceName name) {
        var app = apps.get(path).id();
        var waiting = store.pending().stream().filter(row -> row.appId().equals(app));
        var row = Stream.concat(store.placedOf(app).stream(), waiting)
                .filter(found -> found.name().equals(name))
                .min(MOST_ASKED_ABOUT)
                .orElseThrow(() -> new PlatformException.NotFound(
                        "No living instance of " + path.app() + " is called " + name + "."));
        var others = store.placed().stream()
                .filter(other -> !other.id().equals(row.id()))
                .toList();
        var snapshot = Snapshots.of(hosts.all(), others, placement.now());
        var explanation = scheduler.explain(Snapshots.requestOf(row, leaves(row)), snapshot);
        return PlacementViews.of(row, explanation, mayReadPlatform(), clock.instant());
    }

    /**
     * How many hosts may run the instances of a process under these rules, for its people to try them before they save them.
     *
     * @throws PlatformException.NotFound when the caller may not read the app
     */
    public HostFit fit(AppPath path, String process, PlacementRules rules) {
        var app = apps.get(path);
        // One that is not there yet is taken for as large as the web process.
        var found = app.process(process).orElse(app.web());
        var size = found.settings().instanceSize();
        var request = new PlacementRequest(found.id(), size.memory(), size.cpu(), rules, "", null);
        var all = hosts.all();
        var snapshot = Snapshots.of(all, store.placed(), placement.now());
        int matching = Math.toIntExact(all.stream()
                .filter(host -> rules.constraints().matches(host.labels()))
                .count());
        return new HostFit(
                all.size(),
                matching,
                scheduler.explain(request, snapshot).fitting().size());
    }

    /**
     * How many instances stand on each host where their own rules would not let them be placed now; hosts without one are left
     * out. They stay until somebody orders a rebalance. For who may read the platform.
     */
    public Map<HostId, Integer> misplaced() {
        access.requirePlatform(Permission.PLATFORM_READ);
        return Misplaced.byHost(Cluster.of(hosts.all(), store, placement.now()));
    }

    /** Instances of all tenants that wait for a host, those that wait longest first; for who may read the platform. */
    public PendingInstances pending() {
        access.requirePlatform(Permission.PLATFORM_READ);
        var waiting = store.pending();
        var names = waiting.isEmpty() ? Map.<AppId, AppPath>of() : names();
        // An app that is not there any more takes its instances along in a moment.
        var rows = waiting.stream()
                .flatMap(row -> Stream.ofNullable(names.get(row.appId())).map(app -> pending(row, app)))
                .limit(PendingInstances.MAX_ROWS)
                .toList();
        int backingOff =
                (int) waiting.stream().filter(PlacementService::backsOff).count();
        return new PendingInstances(waiting.size(), backingOff, rows);
    }

    /** The N-1 meter: for each host by name, what happens if it dies now; for who may read the platform. */
    public List<HostLoss> losses() {
        access.requirePlatform(Permission.PLATFORM_READ);
        var all = forecasts.get();
        var names = names();
        return all.forecasts().stream()
                .map(forecast -> all.meter().named(forecast, names))
                .toList();
    }

    /**
     * The N-1 meter for one host; for who may read the platform.
     *
     * @throws PlatformException.NotFound when no host has this name
     */
    public HostLoss loss(String host) {
        access.requirePlatform(Permission.PLATFORM_READ);
        var meter = meter();
        return meter.named(meter.of(hosts.require(host)), names());
    }

    private HostLosses meter() {
        return new HostLosses(hosts.all(), store.placed(), placement.now());
    }

    private Forecasts forecasts() {
        var meter = meter();
        return new Forecasts(meter, meter.ofAll());
    }

    /** The host to which a waiting instance must not come back, since its predecessor is to leave it. */
    private @Nullable HostId leaves(InstanceRecord row) {
        var living = store.ofProcess(row.processId()).stream()
                .filter(other -> !other.state().isTerminal())
                .toList();
        return row.hostId() == null ? Departures.of(living).of(row) : null;
    }

    private boolean mayReadPlatform() {
        return access.allowedOnPlatform().contains(Permission.PLATFORM_READ);
    }

    private Map<AppId, AppPath> names() {
        return apps.list().stream().collect(Collectors.toMap(AppView::id, AppView::path));
    }

    private static PendingInstances.Row pending(InstanceRecord row, AppPath app) {
        return new PendingInstances.Row(row.id(), app, row.name(), row.stateSince(), row.notBefore(), reason(row));
    }

    private static String reason(InstanceRecord row) {
        if (row.placementError() != null) {
            return row.placementError();
        }
        return backsOff(row) ? "it crashed, and its next start is not due yet" : "it is placed in a moment";
    }

    private static boolean backsOff(InstanceRecord row) {
        return row.placementError() == null && row.notBefore() != null;
    }
}
