package io.slipway.router;

import io.slipway.kernel.AppId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finished request to an app. The router writes its line once, as bytes, in the format that Cloud Foundry's router has; the rest
 * are references to what lives anyway.
 */
public final class AccessLogEntry {

    private final AppId appId;
    private final @Nullable Endpoint endpoint;
    private final long epochMillis;
    private final int status;
    private final byte[] line;

    AccessLogEntry(AppId appId, @Nullable Endpoint endpoint, long epochMillis, int status, byte[] line) {
        this.appId = appId;
        this.endpoint = endpoint;
        this.epochMillis = epochMillis;
        this.status = status;
        this.line = line;
    }

    /** The app that was asked. */
    public AppId appId() {
        return appId;
    }

    /** The instance that answered or was tried last; empty where none was. */
    public Optional<Endpoint> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** When the request arrived, in milliseconds since 1970. */
    public long epochMillis() {
        return epochMillis;
    }

    /** The status that the client got; 499 if it left before. */
    public int status() {
        return status;
    }

    /** The line, without a line end; what clients sent can neither end it nor end a quotation in it. */
    public String text() {
        return new String(line, StandardCharsets.UTF_8);
    }

    /** Length of the line in bytes. */
    public int length() {
        return line.length;
    }

    @Override
    public String toString() {
        return text();
    }
}
