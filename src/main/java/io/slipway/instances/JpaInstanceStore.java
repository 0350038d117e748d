package io.slipway.instances;

import com.google.protobuf.InvalidProtocolBufferException;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.SecretBox;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.RunSpec;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows in the database, read from their {@link InstanceMirror}. Run specs are sealed, since they hold the environment. */
@Component
class JpaInstanceStore implements InstanceStore {

    private final InstanceRepository rows;
    private final FrozenInstanceRepository frozen;
    private final InstanceMirror mirror;
    private final SecretBox box;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JpaInstanceStore(
            InstanceRepository rows,
            FrozenInstanceRepository frozen,
            InstanceMirror mirror,
            SecretBox box,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.frozen = frozen;
        this.mirror = mirror;
        this.box = box;
        this.events = events;
        this.clock = Clock.tick(clock, InstanceColumns.PRECISION);
    }

    @Override
    public List<InstanceRecord> ofProcess(ProcessId processId) {
        return mirror.ofProcess(processId);
    }

    @Override
    public List<InstanceRecord> pending() {
        return mirror.pending();
    }

    @Override
    public List<InstanceRecord> placed() {
        return mirror.placed();
    }

    @Override
    public List<InstanceRecord> placedOf(AppId appId) {
        return mirror.placedOf(appId);
    }

    @Override
    public List<InstanceRecord> onHost(HostId hostId) {
        return mirror.onHost(hostId);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<InstanceId, RunSpec> runSpecs(Collection<InstanceId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : frozen.sealed(values(ids)).stream()
                        .collect(Collectors.toMap(row -> new InstanceId(row.id()), row -> open(row.runSpec())));
    }

    @Override
    public Optional<InstanceRecord> find(InstanceId id) {
        return mirror.find(id);
    }

    @Override
    public List<ProcessId> processesWithInstances() {
        return mirror.processesWithLiving();
    }

    @Override
    @Transactional
    public void insert(List<NewInstance> instances) {
        var taken = rows
                .findByProcessIdIn(
                        instances.stream().map(made -> made.processId().value()).collect(Collectors.toSet()))
                .stream()
                .map(Position::of)
                .collect(Collectors.toSet());
        var now = clock.instant();
        var made = instances.stream()
                .filter(instance -> taken.add(Position.of(instance)))
                .map(instance ->
                        new FrozenInstance(instance, box.seal(instance.runSpec().toByteArray()), now))
                .toList();
        announce(frozen.saveAll(made));
    }

    @Override
    @Transactional
    public void stop(Collection<InstanceId> ids) {
        change(ids, row -> row.stop(clock.instant()));
    }

    @Override
    @Transactional
    public void move(Collection<InstanceId> ids) {
        change(ids, Instance::move);
    }

    @Override
    @Transactional
    public void stay(Collection<InstanceId> ids) {
        change(ids, Instance::stay);
    }

    @Override
    @Transactional
    public void markLost(Collection<InstanceId> ids) {
        change(ids, row -> row.lose(clock.instant()));
    }

    @Override
    @Transactional
    public void giveUp(Collection<InstanceId> ids) {
        change(ids, Instance::giveUp);
    }

    @Override
    @Transactional
    public void forget(Collection<InstanceId> ids) {
        if (!ids.isEmpty()) {
            rows.deleteIn(values(ids), InstanceState.TERMINAL);
            mirror.followRemoval(values(ids));
        }
    }

    @Override
    @Transactional
    public void assign(HostId hostId, Collection<InstanceId> ids) {
        change(ids, row -> row.assignTo(hostId, clock.instant()));
    }

    @Override
    @Transactional
    public void assignAll(Map<HostId, ? extends Collection<InstanceId>> byHost) {
        var hostOf = new HashMap<UUID, HostId>();
        byHost.forEach((host, ids) -> ids.forEach(id -> hostOf.put(id.value(), host)));
        var now = clock.instant();
        announce(rows.findAllById(hostOf.keySet()).stream()
                .filter(row -> row.assignTo(Objects.requireNonNull(hostOf.get(row.id)), now))
                .toList());
    }

    @Override
    @Transactional
    public void placementErrors(Map<InstanceId, String> errors) {
        var texts = new HashMap<UUID, String>();
        errors.forEach((id, text) -> texts.put(id.value(), text));
        change(errors.keySet(), row -> row.refusePlacement(texts.getOrDefault(row.id, "")));
    }

    @Override
    @Transactional
    public ReportOutcome report(HostId host, InstanceReport report) {
        return recorded(List.of(new HostReport(host, report))).getFirst();
    }

    @Override
    @Transactional
    public List<ReportOutcome> reportAll(List<HostReport> reports) {
        return recorded(reports);
    }

    private List<ReportOutcome> recorded(List<HostReport> reports) {
        var found =
                rows.findAllById(reports.stream().map(JpaInstanceStore::subject).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(row -> row.id, Function.identity()));
        var changed = new LinkedHashSet<Instance>();
        var outcomes = reports.stream()
                .map(each -> record(found.get(subject(each)), each, changed))
                .toList();
        announce(List.copyOf(changed));
        return outcomes;
    }

    private ReportOutcome record(@Nullable Instance row, HostReport said, Set<Instance> changed) {
        if (row == null || !row.isOn(said.host())) {
            return ReportOutcome.REFUSED;
        }
        if (!row.record(said.report(), clock.instant())) {
            return ReportOutcome.UNCHANGED;
        }
        changed.add(row);
        return ReportOutcome.CHANGED;
    }

    private static UUID subject(HostReport said) {
        return UUID.fromString(said.report().getInstanceId());
    }

    private void change(Collection<InstanceId> ids, Predicate<Instance> verb) {
        announce(rows.findAllById(values(ids)).stream().filter(verb).toList());
    }

    private void announce(List<? extends InstanceColumns> changed) {
        mirror.follow(changed);
        changed.forEach(row -> events.publishEvent(row.changed()));
    }

    private RunSpec open(byte[] sealed) {
        try {
            return RunSpec.parseFrom(box.open(sealed));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored run spec does not parse", e);
        }
    }

    private static List<UUID> values(Collection<InstanceId> ids) {
        return ids.stream().map(InstanceId::value).toList();
    }

    private record Position(UUID process, int index, int incarnation) {

        static Position of(Instance row) {
            return new Position(row.processId, row.index, row.incarnation);
        }

        static Position of(NewInstance made) {
            return new Position(made.processId().value(), made.index(), made.incarnation());
        }
    }
}
