package io.slipway.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rrd4j.core.RrdBackendFactory;
import org.rrd4j.core.RrdDb;
import org.rrd4j.core.RrdDef;
import org.rrd4j.core.RrdException;
import org.rrd4j.core.RrdRandomAccessFileBackendFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open series files, at most {@link #STRIPES} × {@link #OPEN_PER_STRIPE} at a time; the longest unused is closed first. A file
 * belongs to one stripe, whose lock guards both the map and the files in it: a file must not be closed while it is in use, so
 * this lock is held during (local, short) reads and writes.
 */
final class RrdPool implements AutoCloseable {

    static final int STRIPES = 16;
    static final int OPEN_PER_STRIPE = 16;

    private static final Logger log = LoggerFactory.getLogger(RrdPool.class);

    /** Something done with an open file. */
    @FunctionalInterface
    interface Use<T> {
        T with(RrdDb series) throws IOException;
    }

    private final List<Map<Path, RrdDb>> stripes =
            Stream.<Map<Path, RrdDb>>generate(() -> new LinkedHashMap<>(OPEN_PER_STRIPE, 0.75f, true))
                    .limit(STRIPES)
                    .toList();
    private final RrdBackendFactory backend = new RrdRandomAccessFileBackendFactory();

    /** Uses a file, made by {@code definition} if it does not exist. */
    <T> T use(Path file, Supplier<RrdDef> definition, Use<T> use) {
        var stripe = stripeOf(file);
        synchronized (stripe) {
            try {
                var open = stripe.get(file);
                if (open == null) {
                    open = openOrCreate(file, definition);
                    keep(stripe, file, open);
                }
                return use.with(open);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not use the series " + file.getFileName(), e);
            }
        }
    }

    /** Uses a file if it exists. */
    <T> Optional<T> useExisting(Path file, Use<T> use) {
        var stripe = stripeOf(file);
        synchronized (stripe) {
            try {
                var open = stripe.get(file);
                if (open == null && Files.notExists(file)) {
                    return Optional.empty();
                }
                if (open == null) {
                    open = open(file);
                    keep(stripe, file, open);
                }
                return Optional.of(use.with(open));
            } catch (RrdException e) {
                log.atWarn().addKeyValue("file", file.getFileName()).log("Series file is damaged and left out");
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException("Could not read the series " + file.getFileName(), e);
            }
        }
    }

    /** Closes the files below a folder, so that it can be removed. */
    void closeUnder(Path folder) {
        for (var stripe : stripes) {
            synchronized (stripe) {
                for (var file : List.copyOf(stripe.keySet())) {
                    if (file.startsWith(folder)) {
                        closeQuietly(stripe.remove(file));
                    }
                }
            }
        }
    }

    /** Files that are open now. */
    int open() {
        int open = 0;
        for (var stripe : stripes) {
            synchronized (stripe) {
                open += stripe.size();
            }
        }
        return open;
    }

    @Override
    public void close() {
        for (var stripe : stripes) {
            synchronized (stripe) {
                new ArrayList<>(stripe.values()).forEach(RrdPool::closeQuietly);
                stripe.clear();
            }
        }
    }

    private RrdDb openOrCreate(Path file, Supplier<RrdDef> definition) throws IOException {
        if (Files.exists(file)) {
            try {
                return open(file);
            } catch (RrdException e) {
                log.atWarn().addKeyValue("file", file.getFileName()).log("Series file is damaged and begins anew");
                Files.move(file, Path.of(file + ".broken"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        return RrdDb.getBuilder()
                .setRrdDef(definition.get())
                .setBackendFactory(backend)
                .build();
    }

    private RrdDb open(Path file) throws IOException {
        return RrdDb.getBuilder()
                .setPath(file.toString())
                .setBackendFactory(backend)
                .build();
    }

    private static void keep(Map<Path, RrdDb> stripe, Path file, RrdDb series) {
        if (stripe.size() >= OPEN_PER_STRIPE) {
            var longestUnused = stripe.keySet().iterator().next();
            closeQuietly(stripe.remove(longestUnused));
        }
        stripe.put(file, series);
    }

    private static void closeQuietly(@Nullable RrdDb series) {
        try {
            if (series != null) {
                series.close();
            }
        } catch (IOException e) {
            log.atWarn().setCause(e).log("A series file could not be closed");
        }
    }

    private Map<Path, RrdDb> stripeOf(Path file) {
        return stripes.get(Math.floorMod(file.hashCode(), STRIPES));
    }
}
