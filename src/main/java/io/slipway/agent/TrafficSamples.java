package io.slipway.agent;

import io.slipway.protocol.HistogramBucket;
import io.slipway.protocol.TrafficSample;
import io.slipway.router.Traffic;
import io.slipway.router.TrafficRecorder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** What the router answered, in the words of the protocol. */
final class TrafficSamples {

    private TrafficSamples() {}

    /** Everything since the last call. */
    static List<TrafficSample> take(TrafficRecorder recorder) {
        return recorder.takeStep().stream().map(TrafficSamples::sample).toList();
    }

    private static TrafficSample sample(Traffic traffic) {
        return TrafficSample.newBuilder()
                .setAppId(traffic.appId().toString())
                .setProcessId(Objects.toString(traffic.processId(), ""))
                .setInstanceId(Objects.toString(traffic.instanceId(), ""))
                .setIndex(traffic.index())
                .setReleaseNumber(traffic.release())
                .addAllResponses(Arrays.stream(traffic.responses()).boxed().toList())
                .addAllLatency(buckets(traffic.latency()))
                .build();
    }

    private static List<HistogramBucket> buckets(long[] counts) {
        return IntStream.range(0, counts.length)
                .filter(index -> counts[index] > 0)
                .mapToObj(index -> HistogramBucket.newBuilder()
                        .setIndex(index)
                        .setCount(counts[index])
                        .build())
                .toList();
    }
}
