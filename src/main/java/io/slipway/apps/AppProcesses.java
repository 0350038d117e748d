package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The processes of an app. A release says which there are; how many instances each has belongs to the app and outlives releases: the row
 * of a process that no release has any more keeps its count until it returns. Runs in the caller's transaction.
 */
@Component
class AppProcesses {

    /** Processes that an app has had in all its life, under different names. */
    static final int MAX_NAMES = 50;

    private static final Comparator<Process> WEB_FIRST = Comparator.comparing(Process::type, ProcessType.WEB_FIRST);

    private final Processes rows;
    private final ReleaseContents releases;

    AppProcesses(Processes rows, ReleaseContents releases) {
        this.rows = rows;
        this.releases = releases;
    }

    /** Those of the current release, {@code web} first. */
    List<Process> of(App app) {
        var settings = releases.of(app.id(), app.currentRelease()).content().settings();
        return all(app).stream()
                .filter(process -> settings.of(process.type()).isPresent())
                .toList();
    }

    /** Those that the app has or had, {@code web} first. */
    List<Process> all(App app) {
        return rows.findByAppId(app.id().value()).stream().sorted(WEB_FIRST).toList();
    }

    /**
     * One of the current release.
     *
     * @throws PlatformException.NotFound when there is none of this name
     */
    Process require(App app, String type) {
        var present = of(app);
        return present.stream()
                .filter(process -> process.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new PlatformException.NotFound("There is no process " + type + " of " + app.name()
                        + ". It has " + present.stream().map(Process::type).collect(Collectors.joining(", ")) + "."));
    }

    /** Whether any process of the current release should have an instance. */
    boolean wantInstances(App app) {
        return app.shouldRun() && of(app).stream().anyMatch(process -> process.instances() > 0);
    }

    /** Gives every process of these settings a row; one that is new begins with one instance, one that returns with as many as it had. */
    void ensure(App app, ReleaseSettings settings) {
        var known = all(app).stream().collect(Collectors.toMap(Process::type, Function.identity()));
        for (var type : settings.processes().keySet()) {
            if (!known.containsKey(type)) {
                var added = rows.save(new Process(ProcessId.create(), app, type, 1));
                known.put(type, added);
            }
        }
        if (known.size() > MAX_NAMES) {
            throw new PlatformException.Conflict(
                    "too-many-processes",
                    "processes",
                    "An app has at most " + MAX_NAMES + " names of processes in its life, and " + app.name()
                            + " has used them up. Take one that it had before.");
        }
    }
}
