package io.slipway.router;

import io.slipway.kernel.AppId;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A living endpoint: what a table says, and how it fares. Lives as long as consecutive tables name it, and is shared by all threads;
 * only its pools belong to one thread each.
 */
final class Upstream {

    /** What makes two entries of two tables the same endpoint. */
    record Key(AppId appId, Endpoint endpoint) {}

    private final Key key;
    private final InetSocketAddress address;
    private final byte[] addressText;
    private final byte[] instanceIdText;
    private final byte[] identityHeaders;
    private final byte[] logFields;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable UpstreamPool> pools;
    private volatile boolean setAside;
    private volatile long setAsideUntilNanos;
    private volatile boolean removed;

    Upstream(Key key, int lanes) {
        this.key = key;
        Endpoint endpoint = key.endpoint();
        address = new InetSocketAddress(endpoint.address(), endpoint.port());
        addressText = ByteWriter.ascii(endpoint.address() + ":" + endpoint.port());
        instanceIdText = ByteWriter.ascii(endpoint.instanceId().toString());
        identityHeaders = ByteWriter.ascii("X-CF-ApplicationID: " + key.appId() + "\r\nX-CF-InstanceID: "
                + endpoint.instanceId() + "\r\nX-CF-InstanceIndex: " + endpoint.index() + "\r\n\r\n");
        logFields = ByteWriter.ascii(" app_id:\"" + key.appId() + "\" app_index:\"" + endpoint.index()
                + "\" instance_id:\"" + endpoint.instanceId() + "\"");
        pools = new AtomicReferenceArray<>(lanes);
    }

    Key key() {
        return key;
    }

    Endpoint endpoint() {
        return key.endpoint();
    }

    InetSocketAddress address() {
        return address;
    }

    byte[] addressText() {
        return addressText;
    }

    byte[] instanceIdText() {
        return instanceIdText;
    }

    /** The headers that tell an app which instance it is, with the empty line that ends a head. */
    byte[] identityHeaders() {
        return identityHeaders;
    }

    /** How an access log names the instance. */
    byte[] logFields() {
        return logFields;
    }

    UpstreamPool pool(Lane lane) {
        UpstreamPool pool = pools.getPlain(lane.number());
        if (pool == null) {
            pool = lane.openPool(this);
            pools.set(lane.number(), pool);
        }
        return pool;
    }

    @Nullable
    UpstreamPool poolIfAny(int lane) {
        return pools.get(lane);
    }

    int inFlight() {
        return inFlight.get();
    }

    void begin() {
        inFlight.incrementAndGet();
    }

    void end() {
        inFlight.decrementAndGet();
    }

    void setAsideUntil(long nanos) {
        setAsideUntilNanos = nanos;
        setAside = true;
    }

    void answered() {
        if (setAside) {
            setAside = false;
        }
    }

    boolean isSetAside(long now) {
        return setAside && now - setAsideUntilNanos < 0;
    }

    void remove() {
        removed = true;
    }

    boolean isRemoved() {
        return removed;
    }
}
