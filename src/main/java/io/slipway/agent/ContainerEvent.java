package io.slipway.agent;

/**
 * Something happened to a container. A hint to look, never the truth: what counts is what an inspection says then.
 *
 * @param containerId of the container
 * @param name without leading slash, at that moment
 * @param action in the engine's words: {@code start}, {@code die}, {@code oom}, {@code destroy}
 */
public record ContainerEvent(String containerId, String name, String action) {}
