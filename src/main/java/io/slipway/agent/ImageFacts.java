package io.slipway.agent;

import java.util.List;

/**
 * An image that the engine has.
 *
 * @param id {@code sha256:…}
 * @param digest of the registry, {@code sha256:…}; empty when it came from none
 * @param exposedPorts TCP ports, ascending
 * @param user empty means root
 * @param hasHealthCheck whether it brings one
 * @param volumes paths of VOLUME
 * @param workingDirectory empty means the root
 * @param sizeBytes unpacked
 * @param architecture such as amd64
 * @param command entry point and command together
 */
public record ImageFacts(
        String id,
        String digest,
        List<Integer> exposedPorts,
        String user,
        boolean hasHealthCheck,
        List<String> volumes,
        String workingDirectory,
        long sizeBytes,
        String architecture,
        List<String> command) {

    public ImageFacts {
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
        command = List.copyOf(command);
    }
}
