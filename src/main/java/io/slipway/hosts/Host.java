package io.slipway.hosts;

import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored of a host: who it is and what its agent said of it last. Whether it lives is kept in memory. */
@Entity
class Host {

    @Id
    private UUID id;

    private String name;
    private String subnet;
    private String certificateSerial;
    /** Of a renewed certificate that the host has not used yet; empty when there is none. */
    private String offeredSerial = "";

    private boolean cordoned;
    /** Null unless the host is being drained. */
    private @Nullable Instant drainSince;

    private String drainBy = "";
    private boolean drainPaused;
    private int drainInstances;
    private String address = "";
    private int routerPort;
    private int cpuMillis;
    private long memoryBytes;
    private String labels = "";
    private long reservedMemoryBytes;
    private String agentVersion = "";
    private String engineVersion = "";

    @Column(updatable = false)
    private Instant joinedAt;

    @Version
    private long version;

    protected Host() {}

    Host(HostId id, String name, String subnet, Instant joinedAt) {
        this.id = id.value();
        this.name = name;
        this.subnet = subnet;
        this.joinedAt = joinedAt;
        this.certificateSerial = "";
    }

    HostId id() {
        return new HostId(id);
    }

    String name() {
        return name;
    }

    String subnet() {
        return subnet;
    }

    /** Whether its agent was ever there; until then nothing can have run on it. */
    boolean hasConnected() {
        return !agentVersion.isEmpty();
    }

    /** The row as it is now. */
    StoredHost stored() {
        var facts = new HostFacts(address, routerPort, cpuMillis, memoryBytes, agentVersion, engineVersion);
        return new StoredHost(
                id(), name, subnet, cordoned, drain(), facts, joinedAt, certificateSerial, labels(), reservedMemory());
    }

    /** Makes a certificate the only one that speaks for the host: it has joined, maybe anew. */
    void trust(String serial) {
        certificateSerial = serial;
        offeredSerial = "";
    }

    /** Lets a renewed certificate speak for the host, too, until it is used for the first time. */
    void offer(String serial) {
        offeredSerial = serial;
    }

    /** Whether a certificate speaks for the host. The first use of an offered one ends the one before it. */
    boolean acceptsCertificate(String serial) {
        if (serial.isEmpty()) {
            return false;
        }
        if (serial.equals(offeredSerial)) {
            trust(serial);
        }
        return serial.equals(certificateSerial);
    }

    /**
     * Keeps new instances off, or lets them on again.
     *
     * @throws PlatformException.Conflict when they are to be let on while the host is being drained
     */
    void cordon(boolean value) {
        if (!value && drainSince != null) {
            throw new PlatformException.Conflict(
                    "host-draining", name + " is being drained. Cancel the drain to let instances on again.");
        }
        cordoned = value;
    }

    /** How it is being drained; null when it is not. */
    @Nullable
    Drain drain() {
        return drainSince == null ? null : new Drain(drainSince, drainBy, drainPaused, drainInstances);
    }

    /** Orders that its instances move elsewhere; none comes any more. */
    void drain(Drain ordered) {
        cordoned = true;
        drainSince = ordered.since().truncatedTo(ChronoUnit.MICROS);
        drainBy = ordered.by();
        drainPaused = ordered.paused();
        drainInstances = ordered.instances();
    }

    /** Begins no new move while it pauses. */
    void pauseDrain(boolean value) {
        drainPaused = value;
    }

    /** Lets what is left stay. The host stays cordoned. */
    void endDrain() {
        drainSince = null;
        drainBy = "";
        drainPaused = false;
        drainInstances = 0;
    }

    /** What people say of it. */
    Labels labels() {
        return Labels.parse(labels, "labels");
    }

    /** The memory that instances may not have. */
    DataSize reservedMemory() {
        return new DataSize(reservedMemoryBytes);
    }

    /** Sets what people say of it; what stood there before is gone. */
    void label(Labels said) {
        labels = said.toString();
    }

    /**
     * Keeps memory from instances.
     *
     * @throws PlatformException.Invalid when that is all it has; what its agent has not told yet is not checked
     */
    void reserve(DataSize memory) {
        if (memoryBytes > 0 && memory.bytes() >= memoryBytes) {
            throw new PlatformException.Invalid(
                    "invalid-reserved-memory",
                    "reservedMemoryMib",
                    name + " has " + new DataSize(memoryBytes).toMebibytes()
                            + " MB of memory. Reserve less, or cordon it to keep instances off.");
        }
        reservedMemoryBytes = memory.bytes();
    }

    void learn(HostFacts facts) {
        address = facts.address();
        routerPort = facts.routerPort();
        cpuMillis = facts.cpuMillis();
        memoryBytes = facts.memoryBytes();
        agentVersion = facts.agentVersion();
        engineVersion = facts.engineVersion();
    }
}
