package io.slipway.agent;

/**
 * What an engine is and has.
 *
 * @param version of the engine
 * @param apiVersion that was agreed on
 * @param cores processors it may use
 * @param memoryBytes memory of the machine
 * @param architecture in the words of images: {@code amd64}, {@code arm64}
 * @param rootDirectory where it keeps its data, on the host
 */
public record EngineFacts(
        String version, String apiVersion, int cores, long memoryBytes, String architecture, String rootDirectory) {}
