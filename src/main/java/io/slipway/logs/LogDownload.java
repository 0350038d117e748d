package io.slipway.logs;

import io.slipway.kernel.InstanceName;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes matches as plain text, oldest first, page by page: {@code time [source/index] text}. */
public final class LogDownload {

    /** The most lines of one download. */
    public static final int MOST_LINES = 1_000_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LogDownload() {}

    /** Writes every match of {@code query}, whose limit does not matter; access is checked with each page. */
    public static void write(LogService logs, LogQuery query, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        var rest = query.forwards(LogQuery.LARGEST_LIMIT);
        int written = 0;
        boolean more = true;
        while (more && written < MOST_LINES) {
            var page = logs.page(rest);
            if (page.lostLines() > 0) {
                writer.write("--- " + page.lostLines() + " lines were lost on the way ---\n");
            }
            for (var line : page.lines()) {
                write(writer, line);
            }
            written += page.lines().size();
            more = page.more();
            rest = more ? rest.between(page.lines().getLast().cursor(), rest.beforeCursor()) : rest;
        }
        writer.flush();
    }

    private static void write(BufferedWriter writer, LogLine line) throws IOException {
        writer.write(TIME.format(Instant.ofEpochSecond(0, line.timeNanos())));
        writer.write(" [" + LogJson.source(line.source())
                + (line.index() < 0 ? "" : "/" + new InstanceName(line.process(), line.index())) + "] ");
        // A line of an app may hold a carriage return; it must not look like a line of its own.
        writer.write(line.text().replace('\r', ' ').replace('\n', ' '));
        writer.write('\n');
    }
}
