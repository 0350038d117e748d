package io.slipway.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.ProcessType;
import io.slipway.logs.LogLine.Level;
import io.slipway.logs.LogLine.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.springframework.util.FileSystemUtils;

/** The store finds exactly what a loop over all lines finds, whatever blocks, filters and tails lie between. */
class LogSearchPropertyTest {

    private static final String[] WORDS = {
        "order",
        "Order",
        "paid",
        "PAYMENT",
        "timeout",
        "id=a3f9c2",
        "id=B4F9",
        "äöü",
        "ÄÖÜ",
        "straße",
        "K\u212A",
        "日本",
        "\"",
        "\\",
        "x",
        "GET",
        "/api/v1/orders",
        "\t"
    };
    private static final String[] NEEDLES = {
        "order", "pay", "a3f9", "b4f9", "öü", "kK", "日", "api/v1", "nowhere", "zzzz", "e", "out x", "Straße"
    };

    private final AppId app = AppId.create();

    @Property(tries = 60)
    void searchEqualsTheNaiveFilter(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var folder = Files.createTempDirectory("logs");
        try {
            var store = LogFixtures.store(folder);
            var all = fill(store, random);
            if (random.nextBoolean()) {
                store.flush();
                store = LogFixtures.store(folder);
                assertThat(store.search(LogFilter.NONE.query(app, 5_000)).lines())
                        .isEqualTo(all);
            }
            for (int i = 0; i < 20; i++) {
                var query = query(random, all);
                assertThat(store.search(query)).as("seed %d, %s", seed, query).isEqualTo(naive(query, all));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private List<LogLine> fill(LogStore store, Random random) {
        var all = new ArrayList<LogLine>();
        int batches = 1 + random.nextInt(12);
        for (int batch = 0; batch < batches; batch++) {
            var lines = new ArrayList<LogLine>();
            int count = 1 + random.nextInt(300);
            for (int i = 0; i < count; i++) {
                lines.add(line(random, LogFixtures.NOW_NANOS + all.size() * 1_000_000L));
            }
            all.addAll(store.append(app, lines));
        }
        return all;
    }

    private LogLine line(Random random, long time) {
        var text = new StringBuilder();
        int words = random.nextInt(60);
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ').append(random.nextInt(10_000));
        }
        int index = random.nextInt(4) - 1;
        return new LogLine(
                app,
                0,
                time + random.nextInt(50_000_000),
                index < 0 ? "" : pick(random, new String[] {ProcessType.WEB, "worker"}),
                "instance-" + index,
                index,
                random.nextInt(3),
                pick(random, Source.values()),
                pick(random, Level.values()),
                text.toString());
    }

    private LogQuery query(Random random, List<LogLine> all) {
        var some = all.get(random.nextInt(all.size()));
        var other = all.get(random.nextInt(all.size()));
        long from = random.nextInt(3) == 0 ? some.timeNanos() : 0;
        long to = random.nextInt(3) == 0 ? other.timeNanos() : Long.MAX_VALUE;
        long after = random.nextInt(3) == 0 ? some.cursor() : 0;
        long before = random.nextInt(3) == 0 ? other.cursor() : Long.MAX_VALUE;
        return new LogQuery(
                app,
                from,
                to,
                after,
                before,
                needles(random, 2),
                needles(random, 1),
                random.nextInt(3) == 0 ? Set.of(Level.ERROR, Level.WARN) : Set.of(),
                writers(random),
                random.nextInt(3) == 0 ? Set.of(Source.STDERR) : Set.of(),
                random.nextBoolean(),
                1 + random.nextInt(5_000));
    }

    private static Writers writers(Random random) {
        return new Writers(
                random.nextInt(4) == 0 ? Set.of("worker") : Set.of(),
                random.nextInt(3) == 0 ? Set.of(random.nextInt(3)) : Set.of(),
                random.nextInt(4) == 0 ? Set.of(new InstanceName(ProcessType.WEB, random.nextInt(3))) : Set.of());
    }

    private static List<String> needles(Random random, int most) {
        var needles = new ArrayList<String>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            needles.add(pick(random, NEEDLES));
        }
        return needles;
    }

    private static LogPage naive(LogQuery query, List<LogLine> all) {
        var matches = all.stream().filter(line -> matches(query, line)).toList();
        boolean more = matches.size() > query.limit();
        if (!more) {
            return new LogPage(matches, false, 0);
        }
        return new LogPage(
                query.backwards()
                        ? matches.subList(matches.size() - query.limit(), matches.size())
                        : matches.subList(0, query.limit()),
                true,
                0);
    }

    private static boolean matches(LogQuery query, LogLine line) {
        return line.timeNanos() >= query.fromNanos()
                && line.timeNanos() < query.toNanos()
                && line.cursor() > query.afterCursor()
                && line.cursor() < query.beforeCursor()
                && (query.levels().isEmpty() || query.levels().contains(line.level()))
                && isWanted(query.writers(), line)
                && (query.sources().isEmpty() || query.sources().contains(line.source()))
                && query.words().stream().allMatch(word -> contains(line.text(), word))
                && query.withoutWords().stream().noneMatch(word -> contains(line.text(), word));
    }

    private static boolean isWanted(Writers writers, LogLine line) {
        boolean any = writers.indexes().isEmpty() && writers.instances().isEmpty();
        return (writers.processes().isEmpty() || writers.processes().contains(line.process()))
                && (any
                        || writers.indexes().contains(line.index())
                        || writers.instances().stream()
                                .anyMatch(
                                        name -> name.process().equals(line.process()) && name.index() == line.index()));
    }

    private static boolean contains(String line, String word) {
        return lower(line).contains(lower(word));
    }

    private static String lower(String text) {
        // The Kelvin sign is the one letter outside ASCII here whose small form lies within it; it stays what it is.
        return text.replace("\u212A", "\u0001").toLowerCase(Locale.ROOT);
    }

    private static <T> T pick(Random random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
