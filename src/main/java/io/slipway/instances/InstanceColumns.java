package io.slipway.instances;

import io.slipway.kernel.AppId;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.Sidecar;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The columns of table {@code instance} but the run spec: {@link Instance} changes them, {@link FrozenInstance} makes them. */
@MappedSuperclass
abstract class InstanceColumns {

    /** What databases keep of a moment; a row in memory must equal the stored one. */
    static final Duration PRECISION = Duration.of(1, ChronoUnit.MICROS);

    @Id
    UUID id;

    UUID organizationId;
    UUID spaceId;
    UUID appId;
    UUID processId;
    String processType;

    @Column(name = "index_number")
    int index;

    int incarnation;
    UUID releaseId;
    int releaseNumber;
    String restartToken;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    DesiredState desired;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    InstanceState state;

    Instant stateSince;
    Instant createdAt;

    @Nullable
    UUID hostId;

    @Nullable
    String placementError;

    boolean routable;

    @Nullable
    String address;

    String ports;
    long memoryBytes;
    int cpuMillis;

    @Nullable
    Integer exitCode;

    boolean outOfMemory;

    @Nullable
    String reason;

    @Nullable
    String detail;

    @Nullable
    Instant notBefore;

    int restarts;

    @Nullable
    String progress;

    boolean moving;
    String placementConstraints;
    int atMostPerHost;
    boolean atMostOne;
    boolean sidecars;

    @Version
    @Nullable
    Long version;

    @SuppressWarnings("NullAway.Init") // filled by the persistence provider
    InstanceColumns() {}

    InstanceColumns(NewInstance made, Instant now) {
        var spec = made.runSpec();
        id = made.id().value();
        organizationId = made.organizationId().value();
        spaceId = made.spaceId().value();
        appId = made.appId().value();
        processId = made.processId().value();
        processType = spec.getProcessType().isEmpty() ? ProcessType.WEB : spec.getProcessType();
        index = made.index();
        incarnation = made.incarnation();
        releaseId = made.releaseId().value();
        releaseNumber = spec.getReleaseNumber();
        restartToken = spec.getRestartToken();
        desired = DesiredState.RUNNING;
        state = InstanceState.PENDING;
        stateSince = now;
        createdAt = now;
        ports = portsOf(spec).toString();
        memoryBytes = spec.getMemoryBytes()
                + spec.getSidecarsList().stream()
                        .mapToLong(Sidecar::getMemoryBytes)
                        .sum();
        cpuMillis = spec.getCpuMillis()
                + spec.getSidecarsList().stream()
                        .mapToInt(Sidecar::getCpuMillis)
                        .sum();
        placementConstraints = made.placement().constraints().toString();
        atMostPerHost = made.placement().atMostPerHost();
        atMostOne = made.placement().atMostOne();
        sidecars = made.placement().sidecars();
        notBefore = made.notBefore() == null ? null : made.notBefore().truncatedTo(ChronoUnit.MICROS);
    }

    private static Ports portsOf(RunSpec spec) {
        if (spec.getPortsList().isEmpty()) {
            return Ports.of(spec.getPort());
        }
        return new Ports(spec.getPortsList().stream()
                .map(port -> new Ports.Port(port.getName(), port.getNumber()))
                .toList());
    }

    private PlacementRules rules() {
        var rules = PlacementRules.parse(placementConstraints, atMostPerHost, atMostOne);
        return sidecars ? rules.besideSidecars() : rules;
    }

    InstanceChanged changed() {
        return new InstanceChanged(
                new InstanceId(id),
                new ProcessId(processId),
                new AppId(appId),
                hostId == null ? null : new HostId(hostId),
                state);
    }

    InstanceRecord toRecord() {
        return new InstanceRecord(
                new InstanceId(id),
                new AppId(appId),
                new ProcessId(processId),
                processType,
                new SpaceId(spaceId),
                index,
                incarnation,
                new ReleaseId(releaseId),
                releaseNumber,
                restartToken,
                desired,
                state,
                stateSince,
                createdAt,
                hostId == null ? null : new HostId(hostId),
                placementError,
                routable,
                address,
                Ports.parse(ports, "ports"),
                new DataSize(memoryBytes),
                new Cpu(cpuMillis),
                exitCode,
                outOfMemory,
                reason,
                detail,
                notBefore,
                restarts,
                progress,
                moving,
                rules());
    }
}
