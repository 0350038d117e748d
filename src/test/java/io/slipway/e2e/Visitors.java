package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A small crowd that makes a hundred requests a second or more of one app. */
final class Visitors implements AutoCloseable {

    private static final int HOW_MANY = 3;
    private static final int WARM_UP = 100;

    private final List<Visitor> visitors;
    private final long since = System.nanoTime();

    private Visitors(List<Visitor> visitors) {
        this.visitors = visitors;
    }

    static Visitors of(Stage stage, String app) {
        return of(() -> stage.visitor(app));
    }

    static Visitors of(Supplier<Visitor> each) {
        return of(HOW_MANY, each);
    }

    static Visitors of(int howMany, Supplier<Visitor> each) {
        var visitors = new Visitors(Stream.generate(() -> each.get().visitSteadily("/health"))
                .limit(howMany)
                .toList());
        await("a crowd").until(() -> visitors.answered() >= WARM_UP);
        return visitors;
    }

    int answered() {
        return visitors.stream().mapToInt(Visitor::answered).sum();
    }

    List<String> failures() {
        return visitors.stream().flatMap(each -> each.failures().stream()).toList();
    }

    /** Answers a second since they began. */
    long rate() {
        return Math.round(answered() / ((System.nanoTime() - since) / 1e9));
    }

    void assertNoFailure() {
        System.out.println("measured: " + answered() + " requests, " + rate() + "/s");
        assertThat(failures()).as("of %d requests", answered()).isEmpty();
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::close);
    }
}
