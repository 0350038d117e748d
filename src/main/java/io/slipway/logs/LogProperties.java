package io.slipway.logs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the log store.
 *
 * @param maxSizePerApp disk that one app's lines may take, compressed; the oldest segment goes first
 * @param maxAge lines older than this go, a segment at a time
 * @param flushInterval the longest that a line stays in memory only
 */
@ConfigurationProperties("slipway.logs")
public record LogProperties(
        @DefaultValue("256MB") DataSize maxSizePerApp,
        @DefaultValue("7d") Duration maxAge,
        @DefaultValue("500ms") Duration flushInterval) {}
