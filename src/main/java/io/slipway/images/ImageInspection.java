package io.slipway.images;

import io.slipway.kernel.DataSize;
import java.util.List;

/**
 * What a host's engine says of an image.
 *
 * @param reference what was asked for
 * @param imageId {@code sha256:…} of the image's configuration; this is what runs
 * @param digest the registry's digest, or empty when the image came from no registry
 * @param exposedPorts TCP ports of EXPOSE, ascending
 * @param user the image's user; empty means root
 * @param hasHealthCheck whether the image brings a HEALTHCHECK of its own
 * @param volumes paths of VOLUME; their data would vanish with the instance
 * @param size of the unpacked image
 * @param architecture such as {@code amd64}
 * @param command entrypoint and command together
 */
public record ImageInspection(
        String reference,
        String imageId,
        String digest,
        List<Integer> exposedPorts,
        String user,
        boolean hasHealthCheck,
        List<String> volumes,
        DataSize size,
        String architecture,
        List<String> command) {

    public ImageInspection {
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
        command = List.copyOf(command);
    }
}
