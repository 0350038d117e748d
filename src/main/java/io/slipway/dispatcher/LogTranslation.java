package io.slipway.dispatcher;

import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.BoundedMap;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessType;
import io.slipway.logs.LogLine;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what an agent shipped into lines, and drops lines that the host cannot have: a host may only speak for instances that were
 * placed on it. Router lines are the exception, since every router serves every route.
 */
@Component
class LogTranslation {

    /** Instances whose placement is remembered; the eldest is looked up anew. */
    private static final int REMEMBERED = 20_000;

    private record Placed(@Nullable HostId host, AppId app, String process) {}

    private final InstanceStore instances;
    private final Map<String, Placed> placements = Collections.synchronizedMap(BoundedMap.ofNewest(REMEMBERED));

    LogTranslation(InstanceStore instances) {
        this.instances = instances;
    }

    List<LogLine> lines(HostId host, LogBatch batch) {
        return batch.getEntriesList().stream()
                .filter(entry -> mayTell(host, entry))
                .map(this::line)
                .toList();
    }

    private boolean mayTell(HostId host, LogEntry entry) {
        if (entry.getSource() == LogEntry.Source.ROUTER || entry.getInstanceId().isEmpty()) {
            return true;
        }
        return placement(entry.getInstanceId())
                .filter(placed -> host.equals(placed.host()))
                .filter(placed -> placed.app().toString().equals(entry.getAppId()))
                .isPresent();
    }

    private Optional<Placed> placement(String instance) {
        var known = placements.get(instance);
        if (known != null) {
            return Optional.of(known);
        }
        var found = instances.find(InstanceId.of(instance)).map(LogTranslation::placed);
        found.ifPresent(placed -> placements.put(instance, placed));
        return found;
    }

    private static Placed placed(InstanceRecord instance) {
        return new Placed(instance.hostId(), instance.appId(), instance.processType());
    }

    /** An instance that nobody knows any more is of the process that routers know. */
    private String process(LogEntry entry) {
        if (entry.getInstanceId().isEmpty()) {
            return "";
        }
        return placement(entry.getInstanceId()).map(Placed::process).orElse(ProcessType.WEB);
    }

    private LogLine line(LogEntry entry) {
        return new LogLine(
                AppId.of(entry.getAppId()),
                0,
                entry.getTimeNanos(),
                process(entry),
                entry.getInstanceId(),
                entry.getIndex(),
                entry.getReleaseNumber(),
                source(entry.getSource()),
                LogLine.Level.UNKNOWN,
                entry.getText().toString(StandardCharsets.UTF_8));
    }

    private static LogLine.Source source(LogEntry.Source source) {
        return switch (source) {
            case STDOUT -> LogLine.Source.STDOUT;
            case STDERR -> LogLine.Source.STDERR;
            case ROUTER -> LogLine.Source.ROUTER;
            case PLATFORM, UNRECOGNIZED -> LogLine.Source.PLATFORM;
        };
    }
}
