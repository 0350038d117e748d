package io.slipway.agent;

import java.nio.ByteBuffer;

/**
 * A piece of a container's output, as the engine's API gives it; not necessarily whole lines.
 *
 * @param stderr which stream
 * @param content bytes, read-only
 */
public record LogChunk(boolean stderr, ByteBuffer content) {}
