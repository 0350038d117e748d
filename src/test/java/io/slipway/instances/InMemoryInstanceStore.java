package io.slipway.instances;

import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.RunSpec;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The real rows in a map: what the simulation runs on. One thread at a time. */
public final class InMemoryInstanceStore implements InstanceStore {

    private static final Comparator<Instance> BY_INDEX =
            Comparator.<Instance>comparingInt(row -> row.index).thenComparing(row -> row.incarnation);

    private final Map<InstanceId, Instance> rows = new LinkedHashMap<>();
    private final Map<InstanceId, RunSpec> runSpecs = new HashMap<>();
    private final Clock clock;
    private final Consumer<InstanceChanged> listener;

    public InMemoryInstanceStore(Clock clock, Consumer<InstanceChanged> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public List<InstanceRecord> ofProcess(ProcessId processId) {
        return select(row -> row.processId.equals(processId.value()));
    }

    @Override
    public List<InstanceRecord> pending() {
        return select(row -> row.state == InstanceState.PENDING && row.desired == DesiredState.RUNNING);
    }

    @Override
    public List<InstanceRecord> placed() {
        return select(row -> row.hostId != null && !row.state.isTerminal());
    }

    @Override
    public List<InstanceRecord> onHost(HostId hostId) {
        return select(row -> row.isOn(hostId) && !row.state.isTerminal());
    }

    @Override
    public Map<InstanceId, RunSpec> runSpecs(Collection<InstanceId> ids) {
        return ids.stream().filter(runSpecs::containsKey).collect(Collectors.toMap(id -> id, runSpecs::get));
    }

    @Override
    public Optional<InstanceRecord> find(InstanceId id) {
        return Optional.ofNullable(rows.get(id)).map(Instance::toRecord);
    }

    @Override
    public List<ProcessId> processesWithInstances() {
        return rows.values().stream()
                .filter(row -> !row.state.isTerminal())
                .map(row -> new ProcessId(row.processId))
                .distinct()
                .toList();
    }

    @Override
    public void insert(List<NewInstance> instances) {
        for (var made : instances) {
            if (ofProcess(made.processId()).stream().noneMatch(row -> isSamePosition(row, made))) {
                var row = new Instance(made, clock.instant());
                rows.put(made.id(), row);
                runSpecs.put(made.id(), made.runSpec());
                listener.accept(row.changed());
            }
        }
    }

    @Override
    public void stop(Collection<InstanceId> ids) {
        change(ids, row -> row.stop(clock.instant()));
    }

    @Override
    public void move(Collection<InstanceId> ids) {
        change(ids, Instance::move);
    }

    @Override
    public void stay(Collection<InstanceId> ids) {
        change(ids, Instance::stay);
    }

    @Override
    public void markLost(Collection<InstanceId> ids) {
        change(ids, row -> row.lose(clock.instant()));
    }

    @Override
    public void giveUp(Collection<InstanceId> ids) {
        change(ids, Instance::giveUp);
    }

    @Override
    public void forget(Collection<InstanceId> ids) {
        for (var id : ids) {
            if (rows.containsKey(id) && rows.get(id).state.isTerminal()) {
                rows.remove(id);
                runSpecs.remove(id);
            }
        }
    }

    @Override
    public void assign(HostId hostId, Collection<InstanceId> ids) {
        change(ids, row -> row.assignTo(hostId, clock.instant()));
    }

    @Override
    public void placementErrors(Map<InstanceId, String> errors) {
        errors.forEach((id, text) -> change(List.of(id), row -> row.refusePlacement(text)));
    }

    @Override
    public ReportOutcome report(HostId host, InstanceReport report) {
        var row = rows.get(InstanceId.of(report.getInstanceId()));
        if (row == null || !row.isOn(host)) {
            return ReportOutcome.REFUSED;
        }
        if (!row.record(report, clock.instant())) {
            return ReportOutcome.UNCHANGED;
        }
        listener.accept(row.changed());
        return ReportOutcome.CHANGED;
    }

    private void change(Collection<InstanceId> ids, Predicate<Instance> verb) {
        ids.stream()
                .map(rows::get)
                .filter(Objects::nonNull)
                .filter(verb)
                .forEach(row -> listener.accept(row.changed()));
    }

    private List<InstanceRecord> select(Predicate<Instance> condition) {
        return rows.values().stream()
                .filter(condition)
                .sorted(BY_INDEX)
                .map(Instance::toRecord)
                .toList();
    }

    private static boolean isSamePosition(InstanceRecord row, NewInstance made) {
        return row.index() == made.index() && row.incarnation() == made.incarnation();
    }
}
