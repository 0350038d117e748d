package io.slipway.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who uses an app through its route, once or steadily, and counts what fails. */
final class Visitor implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String router;
    private final String host;
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean visiting;

    /**
     * @param router where it listens, as {@code address:port}
     * @param host that is asked for
     */
    Visitor(String router, String host) {
        this.router = router;
        this.host = host;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        // Not every resolver knows *.localhost, so the name goes into the header only.
        var request = HttpRequest.newBuilder(URI.create("http://" + router + path))
                .header("Host", host)
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Asks again and again in the background until closed. */
    Visitor visitSteadily(String path) {
        visiting = true;
        Thread.ofVirtual().start(() -> {
            while (visiting) {
                visit(path);
            }
        });
        return this;
    }

    int answered() {
        return answered.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    private void visit(String path) {
        try {
            var answer = get(path);
            if (answer.statusCode() == 200) {
                answered.incrementAndGet();
            } else {
                failures.add(answer.statusCode() + " "
                        + answer.headers().firstValue("X-Cf-RouterError").orElse(""));
            }
            Thread.sleep(PAUSE);
        } catch (IOException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            visiting = false;
        }
    }

    @Override
    public void close() {
        visiting = false;
    }
}
