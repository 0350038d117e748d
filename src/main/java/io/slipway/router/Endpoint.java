package io.slipway.router;

import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;

/**
 * Where one instance answers.
 *
 * @param index the instance's position in its process
 * @param release the number of its release
 * @param address an IP address; a name would be looked up when the table is applied
 * @param port between 1 and 65535
 * @param host tells instances of one host from those of others; empty when that is not known
 */
public record Endpoint(
        InstanceId instanceId, ProcessId processId, int index, int release, String address, int port, String host) {

    public Endpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A port is between 1 and 65535: " + port);
        }
    }
}
