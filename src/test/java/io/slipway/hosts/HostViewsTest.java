package io.slipway.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HostViewsTest {

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final HostViews views = new HostViews(
            row -> {
                made.incrementAndGet();
                return view(row);
            },
            changes::get,
            nanos::get);
    private final Map<HostId, StoredHost> rows = Map.of(HostId.create(), row("a"));

    @Test
    void areMadeOnceWhileNothingChanges() {
        assertThat(views.of(rows)).isSameAs(views.of(rows));
        assertThat(made).hasValue(1);
    }

    @Test
    void areMadeAnewAfterAChangeOfWhatIsKnownOfAHost() {
        views.of(rows);
        changes.incrementAndGet();
        views.of(rows);

        assertThat(made).hasValue(2);
    }

    @Test
    void areMadeAnewForOtherRows() {
        views.of(rows);
        views.of(Map.copyOf(Map.of(HostId.create(), row("b"))));

        assertThat(made).hasValue(2);
    }

    @Test
    void areNeverOldEnoughToMisleadAPerson() {
        views.of(rows);
        nanos.addAndGet(Duration.ofMillis(150).toNanos());
        views.of(rows);

        assertThat(made).hasValue(2);
    }

    private static StoredHost row(String name) {
        return new Host(HostId.create(), name, "10.224.0.0/22", Instant.EPOCH).stored();
    }

    private static HostView view(StoredHost row) {
        return HostExample.named(row.name()).id(row.id()).subnet(row.subnet()).view();
    }
}
