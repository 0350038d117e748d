package io.slipway.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Levels of the agent's log, which no framework sets here. The engine's client must stay quiet: at DEBUG it prints whole
 * containers with their environments, and it prints as errors what callers handle.
 */
final class AgentLogging {

    private static final Map<String, Level> LEVELS = Map.of(
            Logger.ROOT_LOGGER_NAME,
            Level.INFO,
            "com.github.dockerjava",
            Level.WARN,
            "com.github.dockerjava.api.async.ResultCallbackTemplate",
            Level.OFF);

    private AgentLogging() {}

    static void configure() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        }
    }
}
