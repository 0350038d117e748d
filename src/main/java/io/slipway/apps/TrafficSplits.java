package io.slipway.apps;

import static java.util.stream.Collectors.toMap;

import io.slipway.kernel.AppId;
import io.slipway.store.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The canaries that divide the requests of their apps, for the routers' table; from memory. For machines. */
@Component
public class TrafficSplits {

    /** Instances of a canary that was taken back are gone long before. */
    private static final Duration REMEMBERED_AFTER_END = Duration.ofHours(1);

    private final Deployments deployments;
    private final Releases releases;
    private final Clock clock;
    private final Remembered<Map<AppId, TrafficSplit>> remembered = new Remembered<>(this::read);

    TrafficSplits(Deployments deployments, Releases releases, Clock clock) {
        this.deployments = deployments;
        this.releases = releases;
        this.clock = clock;
    }

    /** The split of each app that has one. */
    public Map<AppId, TrafficSplit> all() {
        return remembered.get();
    }

    /** Heard inside the transaction that changes them. */
    @EventListener
    void on(ProcessSpecChanged event) {
        remembered.forget();
    }

    private Map<AppId, TrafficSplit> read() {
        var canaries = deployments.findCanaries(clock.instant().minus(REMEMBERED_AFTER_END));
        if (canaries.isEmpty()) {
            return Map.of();
        }
        var ids = canaries.stream().map(canary -> canary.release().value()).toList();
        var numbers = releases.findNumbers(ids).stream().collect(toMap(Releases.Number::id, Releases.Number::number));
        var splits = new HashMap<AppId, TrafficSplit>();
        // In the order of their start: of several canaries of an app the newest counts.
        for (var canary : canaries) {
            int number = numbers.getOrDefault(canary.release().value(), 0);
            canary.presentShare()
                    .ifPresentOrElse(
                            share -> splits.put(canary.appId(), new TrafficSplit(number, share)),
                            () -> splits.remove(canary.appId()));
        }
        return Map.copyOf(splits);
    }
}
