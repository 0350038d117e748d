package io.slipway.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Made-up lines and points in the wire formats of the stream endpoints. */
@RestController
@Profile("showcase")
class ShowcaseStreams {

    private static final List<String> TEXTS = List.of(
            "I order created  id=4711 ms=12",
            "I GET /cart 200 in 8 ms",
            "D cache hit ratio 0.97",
            "W retry 1/3 connecting to payments",
            "I {\"level\":\"info\",\"msg\":\"checkout finished\",\"user\":\"u-812\",\"ms\":38,\"items\":3}",
            "I \u001b[32mready\u001b[0m in \u001b[1m1.2 s\u001b[0m on \u001b[36mport 8080\u001b[0m",
            "E java.lang.IllegalStateException: pool exhausted",
            "E \tat com.acme.shop.Pool.take(Pool.java:88)",
            "E \tat com.acme.shop.Checkout.pay(Checkout.java:41)",
            "- plain text without any level");

    private final AtomicLong cursor = new AtomicLong(1_000);
    private final Random random = new Random(7);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    @GetMapping("/console/stream/logs/{app}/page")
    Map<String, Object> page(
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String before) {
        var lines = new ArrayList<Map<String, Object>>();
        var start = System.currentTimeMillis() - (before.isEmpty() ? 90_000 : 900_000);
        var some = q.contains("nothing") ? 0 : Math.min(limit, 240);
        for (var i = 0; i < some; i++) {
            lines.add(i == 200 ? life(start + i * 300L) : line(start + i * 300L, i));
        }
        return Map.of("lines", lines, "more", before.isEmpty(), "lost", before.isEmpty() && q.isEmpty() ? 0 : 0);
    }

    @GetMapping(value = "/console/stream/logs/{app}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow() {
        var emitter = new SseEmitter(0L);
        var task = ticker.scheduleAtFixedRate(() -> send(emitter), 1_000, 700, TimeUnit.MILLISECONDS);
        emitter.onCompletion(() -> task.cancel(false));
        emitter.onError(error -> task.cancel(false));
        return emitter;
    }

    @GetMapping("/console/stream/logs/{app}/histogram")
    Map<String, Object> histogram(
            @RequestParam long from, @RequestParam long to, @RequestParam(defaultValue = "60") int buckets) {
        var bars = new ArrayList<Map<String, Integer>>();
        for (var i = 0; i < buckets; i++) {
            var peak = i > buckets * 0.7 && i < buckets * 0.76;
            bars.add(Map.of(
                    "e", peak ? 14 : random.nextInt(8) / 7, "w", random.nextInt(3), "o", 8 + random.nextInt(14)));
        }
        return Map.of("from", from, "to", to, "buckets", bars);
    }

    @GetMapping("/console/stream/metrics/{app}")
    Map<String, Object> metrics(
            @RequestParam long from,
            @RequestParam long to,
            @RequestParam String kinds,
            @RequestParam boolean perInstance) {
        var times = new ArrayList<Long>();
        for (var at = from / 1000; at <= to / 1000; at += 10) {
            times.add(at);
        }
        var lines = new ArrayList<Map<String, Object>>();
        for (var kind : kinds.split(",")) {
            for (var index = perInstance ? 0 : -1; index < (perInstance ? 3 : 0); index++) {
                lines.add(Map.of("kind", kind, "index", index, "values", wave(kind, Math.max(0, index), times.size())));
            }
        }
        return Map.of("step", 10, "times", times, "lines", lines);
    }

    private void send(SseEmitter emitter) {
        try {
            var some = new ArrayList<Map<String, Object>>();
            for (var i = 0; i < 1 + random.nextInt(9); i++) {
                some.add(line(System.currentTimeMillis(), random.nextInt(40)));
            }
            emitter.send(SseEmitter.event()
                    .name("lines")
                    .id(String.valueOf(some.getLast().get("c")))
                    .data(some, MediaType.APPLICATION_JSON));
        } catch (IOException gone) {
            emitter.completeWithError(gone);
        }
    }

    private Map<String, Object> life(long at) {
        var line = line(at, 0);
        line.put("s", "plt");
        line.put("l", "E");
        line.put("m", "instance 1 restarted · exit 137 (out of memory) · v42 · host-b");
        return line;
    }

    private Map<String, Object> line(long at, int number) {
        var text = TEXTS.get(number % 23 == 6 ? 6 : number % 23 == 7 ? 7 : number % 23 == 8 ? 8 : number % 6);
        var line = new LinkedHashMap<String, Object>();
        line.put("c", Long.toString(cursor.incrementAndGet()));
        line.put("t", at);
        line.put("i", number % 23 > 5 && number % 23 < 9 ? 1 : number % 3);
        line.put("n", "i" + line.get("i"));
        line.put("r", 42);
        line.put("s", "out");
        line.put("l", text.substring(0, 1));
        line.put("m", text.substring(2));
        return line;
    }

    private static List<Double> wave(String kind, int index, int count) {
        var values = new ArrayList<Double>();
        for (var i = 0; i < count; i++) {
            var swing = 0.6 + 0.3 * Math.sin(i / 30.0 + index) + 0.1 * Math.sin(i / 3.0 + index * 2);
            var gap = i > count * 0.42 && i < count * 0.46;
            values.add(gap ? null : Double.valueOf(scale(kind, swing)));
        }
        return values;
    }

    private static double scale(String kind, double swing) {
        return switch (kind) {
            case "MEMORY_LIMIT_BYTES" -> 512.0 * 1024 * 1024;
            case "MEMORY_BYTES" -> swing * 420 * 1024 * 1024;
            case "RECEIVED_BYTES", "SENT_BYTES" -> swing * 90_000;
            case "REQUESTS_5XX" -> swing > 0.93 ? 1.2 : 0;
            case "REQUESTS_4XX" -> swing * 2;
            case "REQUESTS_3XX" -> swing * 4;
            case "LATENCY_P50" -> swing * 12;
            case "LATENCY_P95" -> swing * 48;
            case "LATENCY_P99" -> swing * 160;
            default -> swing * 200;
        };
    }
}
